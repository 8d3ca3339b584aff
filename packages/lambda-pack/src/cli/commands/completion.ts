import { runOptions } from "../spec/cli-option.ts";
import type { CommandSpec } from "../spec/command-spec.ts";

export const completionSpec = {
  name: "completion",
  summary: "Print a shell completion script",
  describe:
    "Prints a script with which a shell completes commands, options and their values, workspace packages and zips. The script calls the lambda-pack on the PATH.",
  args: [{ name: "bash|zsh|fish", is: ["shell"] }],
  options: [],
  shared: runOptions.filter(({ name }) => name === "help"),
  examples: [
    { command: "lambda-pack completion bash >> ~/.bashrc", meaning: "Set up completion in Bash" },
    {
      command: "lambda-pack completion zsh >> ~/.zshrc",
      meaning: "Set up completion in Zsh, below the line with compinit",
    },
    {
      command: "lambda-pack completion fish > ~/.config/fish/completions/lambda-pack.fish",
      meaning: "Set up completion in fish",
    },
  ],
  exitCodes: "0 printed, 2 invalid options",
} as const satisfies CommandSpec;
