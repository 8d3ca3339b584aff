import { withBundle } from "../../bundle/with-bundle.ts";
import type { InspectedBundle } from "../../bundle/with-bundle.ts";
import { announceCode } from "./announce-code.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import type { Io } from "../io.ts";
import { progressLine } from "../terminal/progress-line.ts";
import type { ProgressLine } from "../terminal/progress-line.ts";
import { viewOf } from "../terminal/view.ts";

/** Shows how far the work is, where there is a terminal. */
export type ShowProgress = (progress: Parameters<ProgressLine["show"]>[0]) => void;

export interface BundleRun {
  readonly command: Pick<ParsedCommand, "cwd" | "given" | "quiet" | "verbose" | "json" | "color">;
  readonly io: Io;
}

/**
 * Opens what an argument of a command names for one use, and closes it. Shows how far it is, and leaves the terminal as if it never
 * had: when the use begins, and when all is done.
 */
export async function withShownBundle<T>(
  arg: string,
  { command, io }: BundleRun,
  use: (opened: InspectedBundle, onProgress: ShowProgress) => Promise<T>,
): Promise<T> {
  const { cwd, given, quiet, verbose } = command;
  const onProjectCode = verbose ? (names: readonly string[]) => announceCode(names, io) : undefined;
  const line = viewOf(io.stderr, io, command).live && !quiet ? progressLine(arg, io.stderr) : undefined;
  const onProgress: ShowProgress = (progress) => line?.show(progress);
  try {
    return await withBundle({ arg, cwd, given, signal: io.signal, onProgress, onProjectCode }, async (opened) => {
      line?.clear();
      return use(opened, onProgress);
    });
  } finally {
    line?.clear();
  }
}
