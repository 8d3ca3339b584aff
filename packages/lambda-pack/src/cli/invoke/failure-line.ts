import { explainFailure } from "../../run/explain-failure.ts";
import { readErrorPayload } from "../../run/read-error-payload.ts";
import type { RunningFunction } from "../../run/with-unpacked.ts";
import { printable } from "../terminal/printable.ts";

/** What went wrong in an invoke, and what to do about it where that is known, on one line. */
export function failureLine(payload: Buffer, { opened, options, taskRoot }: RunningFunction): string {
  const error = readErrorPayload(payload);
  const text = explainFailure({ payload: error, opened, taskRoot, handler: options.handler });
  const what = `${error.errorType}: ${error.errorMessage.split("\n")[0] ?? ""}`;
  return `lambda-pack: ${printable([what, ...(text === undefined ? [] : [text])].join(" — "))}\n`;
}
