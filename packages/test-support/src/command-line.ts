import yargs from "yargs";
import type { Argv } from "yargs";
import { hideBin } from "yargs/helpers";

/**
 * The command line of a program of this repository, by yargs: `--help` says what the program does, and an option or a word that it
 * does not know ends it. What more it takes is added by the caller, who parses.
 */
export function commandLine(program: string, does: string, words: readonly string[] = hideBin(process.argv)): Argv {
  return yargs(words)
    .scriptName(program)
    .usage(`$0\n\n${does}`)
    .strict()
    .demandCommand(0, 0)
    .version(false)
    .help()
    .wrap(null);
}
