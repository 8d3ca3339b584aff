import type { CommandSpec } from "../spec/command-spec.ts";
import { bundleArgument, contentOptions, plainRunOptions } from "../spec/shared-options.ts";

export const whySpec = {
  name: "why",
  summary: "Explain why a package or file is in a bundle",
  describe:
    "Shows the dependency paths that lead to a package or file, the package.json that declares each step, the reasons for its version and its place, and its retained size.",
  args: [bundleArgument, { name: "name[@version]|path", is: ["text"] }],
  options: [
    {
      name: "paths",
      kind: "value",
      type: "number",
      value: "n",
      describe: "Maximum number of paths to show for each package",
      defaultText: "5",
    },
  ],
  shared: [...contentOptions, ...plainRunOptions],
  examples: [
    { command: "lambda-pack why database semver", meaning: "Show what requires semver, and its retained size" },
  ],
  exitCodes: "0 explained, 1 failed, or not in the bundle, 2 invalid options or settings",
} as const satisfies CommandSpec;
