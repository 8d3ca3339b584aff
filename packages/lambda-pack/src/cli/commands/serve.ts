import type { CommandSpec } from "../spec/command-spec.ts";
import { functionRunOptions } from "../spec/function-run-options.ts";
import { contentOptions, plainRunOptions } from "../spec/shared-options.ts";

export const serveSpec = {
  name: "serve",
  summary: "Answer the calls of Lambda's clients on this machine",
  describe:
    "Answers Invoke and InvokeWithResponseStream on 127.0.0.1 for the functions that are named, each by its name: point a client of Lambda there by its endpoint. Every invoke has a process of its own while it lasts. Ends with Ctrl-C.",
  args: [{ name: "package|zip", is: ["package", "zip"], repeated: true }],
  options: [
    {
      name: "port",
      kind: "value",
      type: "number",
      range: [0, 65_535],
      value: "n",
      group: "Options",
      describe: "The port; 0 is any that is free",
      defaultText: "9001",
    },
    {
      name: "watch",
      kind: "flag",
      group: "Options",
      describe: "Plan and unpack a package again when a source of it changes",
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
      meaning: "Serve one function, always as its sources are now",
      endless: true,
    },
  ],
  exitCodes: "0 it was told to end, 1 it could not begin, 2 wrong options or settings",
} as const satisfies CommandSpec;
