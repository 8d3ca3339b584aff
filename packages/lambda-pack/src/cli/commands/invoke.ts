import { currentRuntimes, DEFAULT_RUNTIME } from "@lambda-pack/model";
import type { CommandSpec } from "../spec/command-spec.ts";
import { functionRunOptions } from "../spec/function-run-options.ts";
import { contentOptions, plainRunOptions } from "../spec/shared-options.ts";

const anotherRuntime = currentRuntimes.findLast((runtime) => runtime !== DEFAULT_RUNTIME) ?? DEFAULT_RUNTIME;

export const invokeSpec = {
  name: "invoke",
  summary: "Run the handler out of a bundle, as Lambda would",
  describe:
    "Unpacks a bundle into a temporary directory and invokes its handler there, with Lambda's environment and errors, and nothing of the monorepo within reach. Prints the payload and what `aws lambda invoke` prints; the log goes to standard error.",
  args: [{ name: "package|zip", is: ["package", "zip"] }],
  options: [
    {
      name: "event",
      kind: "value",
      value: "file|json|-",
      group: "Options",
      describe: "The event: a file, JSON itself, or - for standard input",
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
      group: "Options",
      describe: "Wait for a debugger before anything is loaded",
    },
    {
      name: "repeat",
      kind: "value",
      type: "number",
      range: [1, 1_000_000],
      value: "n",
      group: "Options",
      describe: "Invoke so many times, one after the other",
      defaultText: "1",
    },
    {
      name: "client-context",
      kind: "value",
      value: "json",
      group: "Options",
      describe: "What the handler gets as context.clientContext",
    },
    {
      name: "out",
      kind: "value",
      value: "file",
      leadsTo: "file",
      group: "Options",
      describe: "Write the payload there",
    },
  ],
  shared: [
    ...contentOptions.filter(({ name }) => name !== "prefix"),
    ...plainRunOptions.filter(({ name }) => name !== "json"),
  ],
  examples: [
    {
      command: `lambda-pack invoke database --handler main.lambdaHandler --event '{"server":"8.0.36"}'`,
      meaning: "Invoke it once",
    },
    {
      command: `lambda-pack invoke .lambda-pack/database.zip --handler main.lambdaHandler --runtime ${anotherRuntime}`,
      meaning: "Run a finished zip by the rules of another runtime",
    },
  ],
  exitCodes: "0 the handler answered, 1 it failed, or something else did, 2 wrong options or settings",
} as const satisfies CommandSpec;
