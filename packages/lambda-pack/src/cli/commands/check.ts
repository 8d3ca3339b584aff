import { settingTable } from "../../config/settings/setting-table.ts";
import type { CommandSpec } from "../spec/command-spec.ts";
import { bundleArgument, contentOptions, plainRunOptions, severityOptions } from "../spec/shared-options.ts";

export const checkSpec = {
  name: "check",
  summary: "Check a bundle for what would fail on Lambda",
  describe:
    "Checks a bundle for what would fail on AWS Lambda: unresolved imports, a missing handler, binaries for another platform, exceeded limits.",
  args: [bundleArgument],
  options: [
    { name: "strict", kind: "flag", setting: "strict", describe: "Exit with 1 on warnings, too" },
    {
      name: "handler",
      kind: "value",
      value: "file.name",
      setting: "handler",
      describe: settingTable.handler.describe,
    },
  ],
  shared: [...contentOptions, ...severityOptions, ...plainRunOptions],
  examples: [
    {
      command: "lambda-pack check database --handler main.lambdaHandler",
      meaning: "Check everything, including the handler",
    },
  ],
  exitCodes: "0 no errors, 1 errors, warnings with --strict, or failed, 2 invalid options or settings",
} as const satisfies CommandSpec;
