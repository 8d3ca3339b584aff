import { completionSpec } from "../commands/completion.ts";
import { completionScripts } from "./completion-scripts.ts";
import { inWords } from "../../messages/in-words.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { usageError } from "../runner/refuse-command-line.ts";

/** Prints the script that completes in a shell. */
export async function runCompletion(
  { args: [shell = ""] }: ParsedCommand<typeof completionSpec>,
  io: Io,
): Promise<ExitCode> {
  if (!isShell(shell)) {
    const shells = inWords(Object.keys(completionScripts), "and");
    return usageError([`No script for ${JSON.stringify(shell)}; there are scripts for ${shells}.`], completionSpec, io);
  }
  io.stdout.write(completionScripts[shell]);
  return exitCodes.ok;
}

function isShell(name: string): name is keyof typeof completionScripts {
  return Object.hasOwn(completionScripts, name);
}
