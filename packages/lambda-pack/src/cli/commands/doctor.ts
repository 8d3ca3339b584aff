import type { CommandSpec } from "../spec/command-spec.ts";
import { plainRunOptions } from "../spec/shared-options.ts";

export const doctorSpec = {
  name: "doctor",
  summary: "Tell what is found of workspace, package manager, lockfile, Node.js and cache",
  describe:
    "Tells what lambda-pack finds of the monorepo and the machine, and what is wrong with it. Reads only; no user name, registry or token is told, so that all of it can be pasted into an issue.",
  args: [],
  options: [],
  shared: plainRunOptions.filter(({ name }) => name !== "quiet" && name !== "verbose"),
  examples: [{ command: "lambda-pack doctor", meaning: "All that an issue should tell" }],
  exitCodes: "0 nothing keeps a pack from working, 1 something does, 2 wrong options",
} as const satisfies CommandSpec;
