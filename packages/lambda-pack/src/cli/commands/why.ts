import type { CommandSpec } from "../spec/command-spec.ts";
import { contentOptions, plainRunOptions } from "../spec/shared-options.ts";

export const whySpec = {
  name: "why",
  summary: "Tell why a package or a file is in a bundle, and what it costs",
  describe:
    "Tells which paths lead from the packed package to another one, which package.json declares each step, why it has this version and lies at this place, and how many bytes would go with it.",
  args: [
    { name: "package|zip", is: ["package", "zip"] },
    { name: "name[@version]|path", is: ["text"] },
  ],
  options: [
    {
      name: "paths",
      kind: "value",
      type: "number",
      value: "n",
      group: "Options",
      describe: "How many paths to each package are shown",
      defaultText: "5",
    },
  ],
  shared: [...contentOptions, ...plainRunOptions],
  examples: [{ command: "lambda-pack why database semver", meaning: "What brings semver, and what it costs" }],
  exitCodes: "0 told, 1 failed or not in the bundle, 2 wrong options or settings",
} as const satisfies CommandSpec;
