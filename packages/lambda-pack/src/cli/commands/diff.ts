import type { CommandSpec } from "../spec/command-spec.ts";
import { contentOptions, plainRunOptions } from "../spec/shared-options.ts";

export const diffSpec = {
  name: "diff",
  summary: "Tell what differs between two bundles",
  describe:
    "Tells which packages and files were added, removed or changed between two bundles, each planned from a package or read from a zip of any tool. Of zips that have the same files and yet other bytes, it tells why.",
  args: [
    { name: "package|zip", is: ["package", "zip"] },
    { name: "package|zip", is: ["package", "zip"] },
  ],
  options: [
    { name: "markdown", kind: "flag", group: "Options", describe: "Print Markdown, for a comment on a pull request" },
    {
      name: "files",
      kind: "flag",
      group: "Options",
      describe: "List every file that differs, also those of packages that were added, removed or updated",
    },
    {
      name: "exact",
      kind: "flag",
      group: "Options",
      describe: "Take two zips for equal only if all of their bytes are, dates and compression included",
    },
  ],
  shared: [...contentOptions, ...plainRunOptions],
  conflicts: [{ options: ["json", "markdown"] }],
  examples: [
    {
      command: "lambda-pack diff .lambda-pack/database.zip database",
      meaning: "What a pack would change",
    },
    {
      command: "lambda-pack diff .lambda-pack/database.zip database --markdown",
      meaning: "Write a comment for a pull request",
    },
  ],
  exitCodes: "0 equal, 1 different, 2 wrong options, or something that cannot be read",
} as const satisfies CommandSpec;
