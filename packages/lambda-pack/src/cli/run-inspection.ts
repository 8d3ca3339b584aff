import { withBundle } from "../with-bundle.ts";
import type { InspectedBundle } from "../with-bundle.ts";
import type { CommandSpec } from "./commands/command-spec.ts";
import type { InspectCommand } from "./inspect-command.ts";
import { exitCodes } from "./io.ts";
import type { ExitCode, Io } from "./io.ts";
import { progressLine } from "./progress-line.ts";
import type { ProgressLine } from "./progress-line.ts";
import { runGuarded } from "./run-guarded.ts";
import { viewOf } from "./view.ts";
import type { View } from "./view.ts";

/** What is told of a bundle: as JSON, and as text for where it goes. */
export interface Told {
  readonly json: object;
  readonly text: (view: View) => string;
  /** 0 unless what was found says otherwise. */
  readonly exitCode?: ExitCode;
}

/** Shows how far the work is, where there is a terminal. */
export type ShowProgress = (progress: Parameters<ProgressLine["show"]>[0]) => void;

/** Opens what the first word of a command names, and prints what there is to tell of it. */
export async function runInspection<Spec extends CommandSpec>(
  command: InspectCommand<Spec>,
  io: Io,
  tell: (opened: InspectedBundle, onProgress: ShowProgress) => Promise<Told>,
): Promise<ExitCode> {
  const { words, cwd, given, quiet, json } = command;
  const [word = ""] = words;
  const line = viewOf(io.stderr, io, command).live && !quiet ? progressLine(word, io.stderr) : undefined;
  const onProgress: ShowProgress = (progress) => line?.show(progress);
  return runGuarded({ command, io }, async () => {
    try {
      const told = await withBundle({ word, cwd, given, signal: io.signal, onProgress }, (opened) =>
        tell(opened, onProgress),
      );
      line?.clear();
      if (json) io.stdout.write(`${JSON.stringify({ schemaVersion: 1, ...told.json }, null, 2)}\n`);
      else if (!quiet) io.stdout.write(told.text(viewOf(io.stdout, io, command)));
      return told.exitCode ?? exitCodes.ok;
    } finally {
      line?.clear();
    }
  });
}
