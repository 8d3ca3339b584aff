import type { Conflict } from "../spec/command-spec.ts";

/** Options of a pack that cannot be given together. */
export const packConflicts: readonly Conflict[] = [
  {
    options: ["no-stage", "no-zip"],
    unless: "dry-run",
    fault: "--no-stage and --no-zip together leave nothing to write.",
  },
  { options: ["out", "no-zip"], because: "which writes no archive" },
  { options: ["format", "no-zip"], because: "which writes no archive" },
  { options: ["level", "format=tar"], because: "which does not compress" },
  { options: ["stage-dir", "no-stage"], because: "which writes no staging directory" },
  { options: ["stage-mode", "no-stage"], because: "which writes no staging directory" },
  { options: ["verify-cache", "no-cache"], because: "which reuses nothing" },
  { options: ["smoke", "no-smoke"] },
  { options: ["smoke", "no-zip"], because: "which writes no zip" },
  { options: ["smoke", "format=tar"], because: "which is not a zip" },
  { options: ["smoke", "format=tar.gz"], because: "which is not a zip" },
  { options: ["smoke", "dry-run"], because: "which writes no zip" },
  {
    options: ["all"],
    args: 1,
    fault: "--all packs every package that has a lambdaPack field; use it or name packages, not both.",
  },
  { options: ["out"], args: 2, fault: severalFault("out") },
  { options: ["out", "all"], fault: severalFault("out") },
  { options: ["stage-dir"], args: 2, fault: severalFault("stage-dir") },
  { options: ["stage-dir", "all"], fault: severalFault("stage-dir") },
];

/** Also for globs, which are several targets only once the workspace is known. */
export function severalFault(option: "out" | "stage-dir"): string {
  return `--${option} names the output of one package; for several, set it in the lambdaPack field of each.`;
}
