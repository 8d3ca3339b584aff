import type { CommandSpec } from "../spec/command-spec.ts";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { missingWordsHints } from "../argv/missing-words.ts";
import { renderUsageError } from "../terminal/render-error.ts";
import { viewOf } from "../terminal/view.ts";

export interface RefusedLine {
  readonly faults: readonly string[];
  readonly cwd: string;
  readonly wordless: boolean;
}

/** Tells what is wrong with a command line, and what it can be about where it says nothing of that. */
export async function refuseLine(spec: CommandSpec, { faults, cwd, wordless }: RefusedLine, io: Io): Promise<ExitCode> {
  const hints = wordless && spec.words.length > 0 ? await missingWordsHints(spec, cwd) : [];
  return usageError([...faults, ...hints], spec, io);
}

/** Prints sentences as one line that ends in where to read more. */
export function usageError(faults: readonly string[], { name }: CommandSpec, io: Io): ExitCode {
  const view = viewOf(io.stderr, io, { color: true });
  io.stderr.write(renderUsageError(faults, view, name === "pack" ? undefined : name));
  return exitCodes.usage;
}
