import type { CommandSpec } from "../spec/command-spec.ts";
import { functionRunOptions } from "../spec/function-run-options.ts";
import { bundleArgument, contentOptions, plainRunOptions } from "../spec/shared-options.ts";

export const invokeSpec = {
  name: "invoke",
  summary: "Run the handler of a bundle as Lambda would",
  describe:
    "Unpacks a bundle into a temporary directory, out of reach of the monorepo, and invokes its handler there with Lambda's environment and errors. Prints the payload and what `aws lambda invoke` prints; logs go to standard error.",
  args: [bundleArgument],
  options: [
    {
      name: "event",
      kind: "list",
      value: "file|json|-",
      describe: "Event: a file, JSON, or - for standard input",
      defaultText: "{}",
    },
    ...functionRunOptions,
    {
      name: "inspect",
      kind: "value",
      type: "number",
      range: [1, 65_535],
      implied: "9229",
      value: "port",
      describe: "Wait for a debugger on this port, by default 9229, before loading anything",
    },
    {
      name: "repeat",
      kind: "value",
      type: "number",
      range: [1, 1_000_000],
      value: "n",
      describe: "Number of invocations, one after another",
      defaultText: "1",
    },
    {
      name: "client-context",
      kind: "value",
      value: "json",
      describe: "Client context, which the handler gets as context.clientContext",
    },
    {
      name: "out",
      kind: "value",
      value: "file",
      leadsTo: "file",
      describe: "Write the payload to this file",
    },
  ],
  shared: [
    ...contentOptions.filter(({ name }) => name !== "prefix"),
    ...plainRunOptions.filter(({ name }) => name !== "json"),
  ],
  examples: [
    {
      command: `lambda-pack invoke database --handler main.lambdaHandler --event '{"server":"8.0.36"}'`,
      meaning: "Invoke the handler once",
    },
    {
      command:
        "lambda-pack invoke .lambda-pack/database.zip --handler main.lambdaHandler --env STAGE=test --timeout 10",
      meaning: "Invoke the handler in a zip, with a variable and a longer timeout",
    },
  ],
  exitCodes: "0 the handler succeeded, 1 it failed, or the command did, 2 invalid options or settings",
} as const satisfies CommandSpec;
