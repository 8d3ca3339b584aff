import { runOptions, settingOptions } from "../spec/cli-option.ts";
import type { CommandSpec } from "../spec/command-spec.ts";

export const packSpec = {
  name: "pack",
  summary: "Write the archive of a package; the word pack may be left out",
  describe:
    "Packs packages of a monorepo for AWS Lambda: each with exactly its production dependencies, in the versions that are installed.",
  words: [{ name: "package", is: ["package"], repeated: true }],
  options: [],
  shared: [...settingOptions, ...runOptions],
  examples: [
    { command: "lambda-pack database", meaning: "Write .lambda-pack/database.zip and its staging directory" },
    {
      command: "lambda-pack database --no-stage --out build/database.zip",
      meaning: "Write one zip, and say where",
    },
    { command: "lambda-pack database shared --arch arm64", meaning: "Pack several packages for Graviton" },
    { command: "lambda-pack --all --strict --json", meaning: "Pack in CI: problems fail, the report is JSON" },
  ],
  exitCodes: "0 packed, 1 failed or problems under --strict, 2 wrong options or settings",
} as const satisfies CommandSpec;
