import { runOptions } from "../spec/cli-option.ts";
import type { CommandSpec } from "../spec/command-spec.ts";

export const helpSpec = {
  name: "help",
  summary: "Print this text, or that of one command",
  describe: "Prints what lambda-pack can do, or all about one command.",
  args: [{ name: "command", is: ["command"], optional: true }],
  options: [],
  shared: runOptions.filter(({ name }) => name === "help"),
  examples: [{ command: "lambda-pack help list", meaning: "All about one command, as lambda-pack list --help" }],
  exitCodes: "0 printed, 2 no such command",
} as const satisfies CommandSpec;
