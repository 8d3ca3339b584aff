import { expect } from "vitest";
import type { CommandResult } from "../harness/run-command.ts";

/** A run that could do without what failed says nothing of it; any other one ends in one line, with the code of a failure. */
export function expectOneLine(
  { exitCode, stderr }: CommandResult,
  { code, what }: { readonly code: string; readonly what: string },
): void {
  expect([0, 1], `after ${what}`).toContain(exitCode);
  expect(stderr.trimEnd(), `after ${what}`).toMatch(
    exitCode === 0 ? /^$/u : new RegExp(`^lambda-pack: [^\\n]+\\(${code}\\)[^\\n]*$`, "u"),
  );
}

/** Which call failed: for messages. */
export function where(failed: string | undefined, at: number): string {
  return `call ${at}, ${failed ?? "which there is not"}`;
}
