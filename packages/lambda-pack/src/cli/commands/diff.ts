import type { CommandSpec } from "./command-spec.ts";
import { contentOptions, plainRunOptions } from "./shared-options.ts";

export const diffSpec = {
  name: "diff",
  summary: "Tell what differs between two bundles",
  describe:
    "Tells which packages and files were added, removed or changed between two bundles, each planned from a package or read from a zip.",
  words: [
    { name: "package|zip", is: ["package", "zip"] },
    { name: "package|zip", is: ["package", "zip"] },
  ],
  options: [
    { name: "markdown", kind: "flag", group: "Options", describe: "Print Markdown, for a comment on a pull request" },
    { name: "files", kind: "flag", group: "Options", describe: "List every file that differs" },
  ],
  shared: [...contentOptions, ...plainRunOptions],
  contradictions: [["json", "markdown"]],
  examples: [
    {
      command: "lambda-pack diff .lambda-pack/database.zip database",
      meaning: "What a pack would change",
    },
  ],
  exitCodes: "0 equal, 1 different, 2 trouble of any kind",
} as const satisfies CommandSpec;
