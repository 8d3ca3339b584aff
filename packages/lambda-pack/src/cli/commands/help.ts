import { runOptions } from "../spec/cli-option.ts";
import type { CommandSpec } from "../spec/command-spec.ts";

export const helpSpec = {
  name: "help",
  summary: "Show help for lambda-pack or a command",
  describe: "Shows help for lambda-pack, or for one command.",
  args: [{ name: "command", is: ["command"], optional: true }],
  options: [],
  shared: runOptions.filter(({ name }) => name === "help"),
  examples: [{ command: "lambda-pack help list", meaning: "Show help for a command, as lambda-pack list --help does" }],
  exitCodes: "0 shown, 2 unknown command",
} as const satisfies CommandSpec;
