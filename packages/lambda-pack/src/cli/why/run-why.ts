import { judgeRange } from "../../bundle/judge-range.ts";
import { explainTrimmed } from "../../bundle/why-trim.ts";
import { notInBundleError } from "../../bundle/not-in-bundle-error.ts";
import type { whySpec } from "../commands/why.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { renderUsageError } from "../terminal/render-error.ts";
import { renderWhy } from "./render-why.ts";
import { runInspection } from "../runner/run-inspection.ts";
import { viewOf } from "../terminal/view.ts";

/** More would not be read, and each takes its time to be found. */
const MAX_PATHS = 1000;

/** Explains why packages are in a bundle. Fails where the query names none. */
export async function runWhy(command: ParsedCommand<typeof whySpec>, io: Io): Promise<ExitCode> {
  const { args, own, verbose } = command;
  const [, query = ""] = args;
  if (own.paths !== undefined && own.paths > MAX_PATHS) {
    const fault = `--paths must be at most ${MAX_PATHS}.`;
    io.stderr.write(renderUsageError([fault], viewOf(io.stderr, io, command)));
    return exitCodes.usage;
  }
  return runInspection(command, io, async (opened) => {
    const explanation = await explainTrimmed(opened, query, { allows: judgeRange, paths: own.paths });
    if (explanation.packages.length === 0) throw await notInBundleError(opened, query);
    return { json: explanation, text: (view) => renderWhy(explanation, { ...view, verbose }) };
  });
}
