import type { Io } from "../io.ts";
import { printable } from "../terminal/printable.ts";

/** The first line of a run that runs code of the project: names as `projectCode` gives them. */
export function announceCode(names: readonly string[], { stderr }: Io): void {
  const code = [...new Set(names)].map((name) => (name === "smoke" ? "the handler (smoke)" : printable(name)));
  if (code.length === 0) return;
  stderr.write(`Runs code of the project: ${code.join(" and ")}. --no-config and --no-smoke prevent that.\n`);
}
