import type { TarSpec } from "./tar-of.ts";

/** Entries that show what the surroundings of a run might change: names that are not ASCII, content of several pieces. */
export const surroundedSpecs: readonly TarSpec[] = [
  { path: "I/ı.js", content: "Turkish" },
  { path: "bin/run", content: "#!", mode: 0o755 },
  { path: "large.js", content: "exports.lambdaHandler = async () => ({ success: true });\n".repeat(60_000) },
  { path: "lib/ä", target: "../ö" },
];
