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
    {
      name: "no-smoke",
      kind: "flag",
      group: "Platform and checks",
      setting: "smoke",
      describe: "Do not load the handler, whatever the settings of the project say",
    },
    { name: "dry-run", kind: "flag", group: "Run", describe: "Plan the bundle, but write nothing" },
  ],
  shared: [...settingOptions, ...runOptions],
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
