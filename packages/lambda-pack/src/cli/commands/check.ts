import type { CommandSpec } from "../spec/command-spec.ts";
import { contentOptions, limitOptions, plainRunOptions } from "../spec/shared-options.ts";

export const checkSpec = {
  name: "check",
  summary: "Find what would fail on Lambda: imports, handlers, binaries, limits",
  describe:
    "Finds what would break a bundle on AWS Lambda: imports that nothing answers, a handler that is not there, binaries for another platform, what is over the limits.",
  args: [{ name: "package|zip", is: ["package", "zip"] }],
  options: [
    { name: "strict", kind: "flag", group: "Options", setting: "strict", describe: "Exit with 1 for warnings too" },
    {
      name: "handler",
      kind: "value",
      value: "file.name",
      group: "Options",
      setting: "handler",
      describe: "The function's handler, such as index.handler",
    },
  ],
  shared: [...contentOptions, ...limitOptions, ...plainRunOptions],
  examples: [
    { command: "lambda-pack check database --handler main.lambdaHandler", meaning: "Check all, the handler included" },
  ],
  exitCodes: "0 no errors, 1 errors, warnings under --strict, or failed, 2 wrong options or settings",
} as const satisfies CommandSpec;
