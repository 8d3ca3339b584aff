import type { CommandSpec } from "../spec/command-spec.ts";
import { bundleArgument, contentOptions, plainRunOptions } from "../spec/shared-options.ts";

export const diffSpec = {
  name: "diff",
  summary: "Compare two bundles",
  describe:
    "Shows the packages and files that were added, removed or changed between two bundles. If two zips hold the same files but not the same bytes, it explains why.",
  args: [{ name: "package|zip", is: ["package", "zip"] }, bundleArgument],
  options: [
    { name: "markdown", kind: "flag", describe: "Print Markdown, for a pull request comment" },
    {
      name: "files",
      kind: "flag",
      describe: "List every file that differs, including those of added, removed and updated packages",
    },
    {
      name: "exact",
      kind: "flag",
      describe: "Treat zips as equal only if all bytes are, including timestamps and compression",
    },
  ],
  shared: [...contentOptions, ...plainRunOptions],
  examples: [
    {
      command: "lambda-pack diff .lambda-pack/database.zip database",
      meaning: "Show what packing would change",
    },
    {
      command: "lambda-pack diff .lambda-pack/database.zip database --markdown",
      meaning: "Write a pull request comment",
    },
  ],
  exitCodes: "0 equal, 1 different, 2 failed, or invalid options or settings",
} as const satisfies CommandSpec;
