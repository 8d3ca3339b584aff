import type { CommandSpec } from "../spec/command-spec.ts";
import { bundleArgument, contentOptions, plainRunOptions } from "../spec/shared-options.ts";

export const listSpec = {
  name: "list",
  summary: "List the packages in a bundle",
  describe:
    "Lists the packages in a bundle, with the size of all copies, the retained size (with everything that only this package requires), the number of files, and the shortest dependency path.",
  args: [bundleArgument],
  options: [
    { name: "tree", kind: "flag", describe: "Show the packages as a dependency tree" },
    {
      name: "files",
      kind: "flag",
      describe: "List the files of each package, and where its copies are",
    },
    { name: "trimmed", kind: "flag", describe: "List what --trim leaves out of each package, and why" },
    {
      name: "sort",
      kind: "value",
      value: "size|name|files",
      choices: ["size", "name", "files"],
      describe: "Sort by size, name or number of files",
      defaultText: "size; name in a tree",
    },
    {
      name: "depth",
      kind: "value",
      type: "number",
      value: "n",
      describe: "Maximum depth of the tree; implies --tree",
      defaultText: "unlimited",
    },
  ],
  shared: [...contentOptions, ...plainRunOptions],
  examples: [
    { command: "lambda-pack list database", meaning: "List the packages, largest first" },
    { command: "lambda-pack list database --tree", meaning: "Show which package requires which" },
    { command: "lambda-pack list .lambda-pack/database.zip --files", meaning: "List the files in a zip, by package" },
  ],
  exitCodes: "0 listed, 1 failed, 2 invalid options or settings",
} as const satisfies CommandSpec;
