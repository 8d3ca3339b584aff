import { lambdaLimits } from "@lambda-pack/model";
import type { CliOption } from "./cli-option.ts";

const { timeout, memory } = lambdaLimits;

/** How a function is run, for all commands that run one. */
export const functionRunOptions = [
  {
    name: "handler",
    kind: "value",
    value: "file.name",
    group: "Options",
    setting: "handler",
    describe: "The function's handler",
    defaultText: "lambdaPack.handler, or handler of main",
  },
  { name: "env", kind: "list", value: "KEY=value", group: "Options", describe: "A variable of its environment" },
  {
    name: "env-file",
    kind: "value",
    value: "file",
    leadsTo: "file",
    group: "Options",
    describe: "A file of such lines",
  },
  {
    name: "pass-credentials",
    kind: "flag",
    group: "Options",
    describe: "Pass AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and AWS_REGION on",
  },
  {
    name: "timeout",
    kind: "value",
    type: "number",
    range: [timeout.least, timeout.most],
    value: "seconds",
    group: "Options",
    describe: "How long an invoke may take",
    defaultText: `${timeout.unasked}`,
  },
  {
    name: "memory",
    kind: "value",
    type: "number",
    range: [memory.least, memory.most],
    value: "MB",
    group: "Options",
    describe: "How much memory it has",
    defaultText: `${memory.unasked}`,
  },
  {
    name: "node",
    kind: "value",
    value: "path",
    leadsTo: "file",
    group: "Options",
    describe: "The Node.js that runs it",
    defaultText: "the one that runs lambda-pack",
  },
] as const satisfies readonly CliOption[];
