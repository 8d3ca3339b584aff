import { isPackError } from "@lambda-pack/model";
import { findPackageHere } from "@lambda-pack/workspace";
import type { CommandHere } from "../argv/parse-command-line.ts";
import type { ExitCode, Io } from "../io.ts";
import type { CommandSpec } from "../spec/command-spec.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import { refuseCommandLine } from "./refuse-command-line.ts";

/**
 * Runs a command for the package that the working directory is in. Refuses the command line where there is none: outside of any
 * package, and at the root of a workspace, which has many.
 */
export async function runHere<Spec extends CommandSpec>(
  { command, place, refusal }: CommandHere<Spec>,
  { spec, io }: { readonly spec: Spec; readonly io: Io },
  run: (command: ParsedCommand<Spec>) => Promise<ExitCode>,
): Promise<ExitCode> {
  const here = await findHere(command.cwd);
  if (here === undefined) return refuseCommandLine(spec, refusal, io);
  return run({ ...command, args: command.args.toSpliced(place, 0, here) });
}

/** What cannot be read is what the command ends in, too. */
async function findHere(cwd: string): Promise<string | undefined> {
  try {
    return await findPackageHere(cwd);
  } catch (error) {
    if (!isPackError(error)) throw error;
    return error.code === "WORKSPACE_NOT_FOUND" ? undefined : ".";
  }
}
