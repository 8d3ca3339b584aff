import { explainFailure } from "../../run/failure/explain-failure.ts";
import { readErrorPayload } from "../../run/read-error-payload.ts";
import { shownPaths } from "../../run/failure/shown-paths.ts";
import type { RunningFunction } from "../../run/with-unpacked.ts";
import { printable } from "../terminal/printable.ts";

/** What went wrong in an invoke, and what to do about it where that is known, on one line. */
export async function failureLine(payload: Buffer, running: RunningFunction): Promise<string> {
  const { opened, options, taskRoot, readAbsent } = running;
  const error = readErrorPayload(payload);
  const text = await explainFailure({ payload: error, opened, taskRoot, handler: options.handler, readAbsent });
  const what = shownPaths(`${error.errorType}: ${error.errorMessage.split("\n")[0] ?? ""}`, taskRoot);
  return `lambda-pack: ${printable([what, ...(text === undefined ? [] : [text])].join(" — "))}\n`;
}
