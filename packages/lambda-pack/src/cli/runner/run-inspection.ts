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

/** What is told of a bundle: as JSON, and as text for where it goes. */
export interface Told {
  readonly json: object;
  readonly text: (view: View) => string;
  /** 0 unless what was found says otherwise. */
  readonly exitCode?: ExitCode;
}

/** Opens what the first argument of a command names, and prints what there is to tell of it. */
export async function runInspection<Spec extends CommandSpec>(
  command: ParsedCommand<Spec>,
  io: Io,
  tell: (opened: InspectedBundle, onProgress: ShowProgress) => Promise<Told>,
): Promise<ExitCode> {
  const { args, quiet, json } = command;
  return runGuarded({ command, io }, async () => {
    const told = await withShownBundle(args[0] ?? "", { command, io }, tell);
    if (json) io.stdout.write(`${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...told.json }, null, 2)}\n`);
    else if (!quiet) io.stdout.write(told.text(viewOf(io.stdout, io, command)));
    return told.exitCode ?? exitCodes.ok;
  });
}
