import type { CommandSpec } from "../spec/command-spec.ts";
import { functionRunOptions } from "../spec/function-run-options.ts";
import { contentOptions, plainRunOptions } from "../spec/shared-options.ts";

export const serveSpec = {
  name: "serve",
  summary: "Serve bundles to Lambda clients on this machine",
  describe:
    "Answers Invoke and InvokeWithResponseStream requests on 127.0.0.1 for one or more functions, each under its name: set this endpoint in a Lambda client. Each invocation has a process to itself. Stop it with Ctrl-C.",
  args: [{ name: "package|zip", is: ["package", "zip"], repeated: true, here: true }],
  options: [
    {
      name: "port",
      kind: "value",
      type: "number",
      range: [0, 65_535],
      value: "n",
      describe: "Port to listen on; 0 picks a free one",
      defaultText: "9001",
    },
    {
      name: "watch",
      kind: "flag",
      describe: "Reload a package when one of its source files changes",
    },
    ...functionRunOptions,
  ],
  shared: [
    ...contentOptions.filter(({ name }) => name !== "prefix"),
    ...plainRunOptions.filter(({ name }) => name !== "json"),
  ],
  examples: [
    {
      command: "lambda-pack serve database --watch",
      meaning: "Serve a function, and reload it when its sources change",
      endless: true,
    },
  ],
  exitCodes: "0 stopped, 1 could not start, 2 invalid options or settings",
} as const satisfies CommandSpec;
