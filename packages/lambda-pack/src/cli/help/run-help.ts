import { didYouMean } from "../../messages/did-you-mean.ts";
import { commands, isCommandName } from "../commands/commands.ts";
import { helpSpec } from "../commands/help.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { usageError } from "../runner/refuse-command-line.ts";
import { renderHelp } from "./render-help.ts";

export async function runHelp({ args: [name] }: ParsedCommand<typeof helpSpec>, io: Io): Promise<ExitCode> {
  if (name !== undefined && !isCommandName(name)) {
    const fault = `Unknown command ${JSON.stringify(name)}${didYouMean(name, Object.keys(commands))}.`;
    return usageError([fault], helpSpec, io);
  }
  io.stdout.write(renderHelp(name === undefined ? undefined : commands[name], io.stdout));
  return exitCodes.ok;
}
