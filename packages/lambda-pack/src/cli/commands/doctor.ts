import type { CommandSpec } from "../spec/command-spec.ts";
import { plainRunOptions } from "../spec/shared-options.ts";

export const doctorSpec = {
  name: "doctor",
  summary: "Check the workspace and environment for common problems",
  describe:
    "Shows what lambda-pack detects of the workspace and the environment, and checks both for common problems. It only reads. The output has no user names, registries or tokens, so you can paste it into an issue.",
  args: [],
  options: [],
  shared: plainRunOptions.filter(({ name }) => name !== "quiet" && name !== "verbose"),
  examples: [{ command: "lambda-pack doctor", meaning: "Collect the details for an issue" }],
  exitCodes: "0 nothing prevents packing, 1 something does, 2 invalid options",
} as const satisfies CommandSpec;
