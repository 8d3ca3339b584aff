import { runOptions, settingOptions } from "../spec/cli-option.ts";
import type { CommandSpec } from "../spec/command-spec.ts";

export const packSpec = {
  name: "pack",
  summary: "Pack a package into a zip; the default command",
  describe:
    "Packs one or more packages for AWS Lambda, each with exactly its production dependencies in the installed versions.",
  args: [{ name: "package", is: ["package"], repeated: true, instead: "all", here: true }],
  options: [
    { name: "all", kind: "flag", group: "Run", describe: "Pack every package that has a lambdaPack field" },
    { name: "dry-run", kind: "flag", group: "Run", describe: "Plan the bundle, but write nothing" },
  ],
  shared: [...settingOptions, ...runOptions],
  conflicts: [
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
  ],
  examples: [
    { command: "lambda-pack database", meaning: "Write .lambda-pack/database.zip and its staging directory" },
    {
      command: "lambda-pack database --no-stage --out build/database.zip",
      meaning: "Write only the zip, to another path",
    },
    { command: "lambda-pack database shared --arch arm64", meaning: "Pack two packages for arm64 (Graviton)" },
    { command: "lambda-pack --all --strict --json", meaning: "Pack in CI: fail on problems, print the report as JSON" },
  ],
  exitCodes: "0 packed, 1 failed, or problems with --strict, 2 invalid options or settings",
} as const satisfies CommandSpec;

/** Also for globs, which are several targets only once the workspace is known. */
export function severalFault(option: "out" | "stage-dir"): string {
  return `--${option} names the output of one package; for several, set it in the lambdaPack field of each.`;
}
