import { runOptions, settingOptions } from "../spec/cli-option.ts";
import type { CommandSpec } from "../spec/command-spec.ts";

export const packSpec = {
  name: "pack",
  summary: "Pack a package into a zip; the default command",
  describe:
    "Packs workspace packages for AWS Lambda, each with exactly its production dependencies in the installed versions.",
  args: [{ name: "package", is: ["package"], repeated: true, instead: "all" }],
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
    { options: ["no-zip", "out"], fault: "--out names an archive, and --no-zip writes none." },
    { options: ["no-zip", "format"], fault: "--format says what archive to write, and --no-zip writes none." },
    {
      options: ["format=tar", "level"],
      fault: "--level says how hard to compress, and --format tar does not compress.",
    },
    { options: ["no-stage", "stage-dir"], fault: "--stage-dir names a directory, and --no-stage writes none." },
    {
      options: ["no-stage", "stage-mode"],
      fault: "--stage-mode is about a directory that --no-stage does not write.",
    },
    {
      options: ["no-cache", "verify-cache"],
      fault: "--no-cache trusts nothing, so that --verify-cache has nothing to verify.",
    },
    { options: ["no-zip", "smoke"], fault: "--smoke runs what is in the zip, and --no-zip writes none." },
    { options: ["format=tar", "smoke"], fault: "--smoke runs what is in a zip, and --format asks for a tar." },
    { options: ["format=tar.gz", "smoke"], fault: "--smoke runs what is in a zip, and --format asks for a tar." },
    { options: ["dry-run", "smoke"], fault: "--smoke runs what is in the zip, and --dry-run writes none." },
    {
      options: ["all"],
      args: 1,
      fault: "--all packs every package that has a lambdaPack field; give it or names, not both.",
    },
    ...(["out", "stage-dir"] as const).flatMap((option) => [
      { options: [option], args: 2, fault: severalFault(option) } as const,
      { options: [option, "all"], fault: severalFault(option) } as const,
    ]),
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
