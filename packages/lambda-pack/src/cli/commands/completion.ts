import { runOptions } from "../spec/cli-option.ts";
import type { CommandSpec } from "../spec/command-spec.ts";

export const completionSpec = {
  name: "completion",
  summary: "Print the script that completes commands, options and packages in a shell",
  describe:
    "Prints a script that lets a shell complete commands, options, their values, the packages of the workspace and zips. It calls lambda-pack from the path, whichever that is.",
  args: [{ name: "bash|zsh|fish", is: ["shell"] }],
  options: [],
  shared: runOptions.filter(({ name }) => name === "help"),
  examples: [
    { command: "lambda-pack completion bash >> ~/.bashrc", meaning: "Once, for Bash" },
    { command: "lambda-pack completion zsh >> ~/.zshrc", meaning: "Once, for Zsh; below the line with compinit" },
    {
      command: "lambda-pack completion fish > ~/.config/fish/completions/lambda-pack.fish",
      meaning: "Once, for fish",
    },
  ],
  exitCodes: "0 printed, 2 wrong options",
} as const satisfies CommandSpec;
