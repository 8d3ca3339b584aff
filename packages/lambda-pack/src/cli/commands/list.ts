import type { CommandSpec } from "../spec/command-spec.ts";
import { contentOptions, plainRunOptions } from "../spec/shared-options.ts";

export const listSpec = {
  name: "list",
  summary: "List the packages in a bundle, with their sizes and who brings them",
  describe:
    "Lists the packages in the bundle of a package, planned without writing anything, or in a zip: version, size of all copies, how much would go with it (what only it brings), files, and the shortest path that brought it.",
  args: [{ name: "package|zip", is: ["package", "zip"] }],
  options: [
    { name: "tree", kind: "flag", group: "Options", describe: "Show who needs whom as a tree" },
    {
      name: "files",
      kind: "flag",
      group: "Options",
      describe: "List the files of each package, and where its copies lie",
    },
    {
      name: "sort",
      kind: "value",
      value: "size|name|files",
      choices: ["size", "name", "files"],
      group: "Options",
      describe: "What comes first",
      defaultText: "size; name in a tree",
    },
    {
      name: "depth",
      kind: "value",
      type: "number",
      value: "n",
      group: "Options",
      describe: "How many levels of the tree are shown; implies --tree",
      defaultText: "all",
    },
  ],
  conflicts: [{ options: ["tree", "files"] }, { options: ["depth", "files"] }],
  shared: [...contentOptions, ...plainRunOptions],
  examples: [
    { command: "lambda-pack list database", meaning: "The packages of the bundle, the heaviest first" },
    { command: "lambda-pack list database --tree", meaning: "Who needs whom" },
    { command: "lambda-pack list .lambda-pack/database.zip --files", meaning: "The files of a zip, by package" },
  ],
  exitCodes: "0 listed, 1 failed, 2 wrong options or settings",
} as const satisfies CommandSpec;
