import type { InspectedBundle } from "../../bundle/with-bundle.ts";
import type { CommandSpec } from "../spec/command-spec.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { runGuarded } from "./run-guarded.ts";
import { viewOf } from "../terminal/view.ts";
import type { View } from "../terminal/view.ts";
import { withShownBundle } from "./with-shown-bundle.ts";
import type { ShowProgress } from "./with-shown-bundle.ts";
import { SCHEMA_VERSION } from "../../report/schema-version.ts";

/** What a command prints about a bundle: as JSON, and as text for where it goes. */
export interface Output {
  readonly json: object;
  readonly text: (view: View) => string;
  /** 0 unless what was found says otherwise. */
  readonly exitCode?: ExitCode;
}

/** Opens what the first argument of a command names, and prints what the command shows of it. */
export async function runInspection<Spec extends CommandSpec>(
  command: ParsedCommand<Spec>,
  io: Io,
  outputOf: (opened: InspectedBundle, onProgress: ShowProgress) => Promise<Output>,
): Promise<ExitCode> {
  const { args, quiet, json } = command;
  return runGuarded({ command, io }, async () => {
    const output = await withShownBundle(args[0] ?? "", { command, io }, outputOf);
    if (json) io.stdout.write(`${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...output.json }, null, 2)}\n`);
    else if (!quiet) io.stdout.write(output.text(viewOf(io.stdout, io, command)));
    return output.exitCode ?? exitCodes.ok;
  });
}
