import { lambdaLimits } from "@lambda-pack/model/lambda/limits";
import { settingTable } from "../../config/settings/setting-table.ts";
import type { CliOption } from "./cli-option.ts";

const { timeout, memory } = lambdaLimits;

/** How a function is run, for all commands that run one. */
export const functionRunOptions = [
  {
    name: "handler",
    kind: "value",
    value: "file.name",
    setting: "handler",
    describe: settingTable.handler.describe,
    defaultText: "the setting, or the export handler of main",
  },
  { name: "env", kind: "list", value: "KEY=value", describe: "Set an environment variable" },
  {
    name: "env-file",
    kind: "value",
    value: "file",
    leadsTo: "file",
    describe: "Read environment variables from this file",
  },
  {
    name: "pass-credentials",
    kind: "flag",
    describe: "Pass on AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and AWS_REGION",
  },
  {
    name: "timeout",
    kind: "value",
    type: "number",
    range: [timeout.least, timeout.most],
    value: "seconds",
    describe: "Timeout of an invocation",
    defaultText: `${timeout.unasked}`,
  },
  {
    name: "memory",
    kind: "value",
    type: "number",
    range: [memory.least, memory.most],
    value: "MB",
    describe: "Memory of the function",
    defaultText: `${memory.unasked}`,
  },
  {
    name: "node",
    kind: "value",
    value: "path",
    leadsTo: "file",
    describe: "Node.js executable that runs the function",
    defaultText: "the one that runs lambda-pack",
  },
  {
    name: "record",
    kind: "value",
    value: "file",
    leadsTo: "file",
    describe: "Record in this file which files of the bundle the function opens",
  },
] as const satisfies readonly CliOption[];
