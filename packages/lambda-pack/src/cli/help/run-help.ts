import { didYouMean } from "../../messages/did-you-mean.ts";
import { commands, isCommandName } from "../commands/commands.ts";
import { helpSpec } from "../commands/help.ts";
import type { InspectCommand } from "../spec/inspect-command.ts";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { usageError } from "../runner/refuse-line.ts";
import { renderHelp } from "./render-help.ts";

export async function runHelp({ words: [word] }: InspectCommand<typeof helpSpec>, io: Io): Promise<ExitCode> {
  if (word !== undefined && !isCommandName(word)) {
    const fault = `There is no command ${JSON.stringify(word)}${didYouMean(word, Object.keys(commands))}.`;
    return usageError([fault], helpSpec, io);
  }
  io.stdout.write(renderHelp(word === undefined ? undefined : commands[word], io.stdout));
  return exitCodes.ok;
}
