import type { CommandSpec } from "./command-spec.ts";
import { contentOptions, limitOptions, plainRunOptions } from "./shared-options.ts";

export const reportSpec = {
  name: "report",
  summary: "Write a page that shows a bundle: treemap, table, what brought each package",
  describe:
    "Writes one self-contained HTML page about a bundle: a treemap by package and folder, a table to sort and search, the path that brought each package, duplicates, limits and problems.",
  words: [{ name: "package|zip", is: ["package", "zip"] }],
  options: [
    {
      name: "html",
      kind: "value",
      value: "file",
      leadsTo: "file",
      group: "Options",
      describe: "The page to write",
      defaultText: "<root>/.lambda-pack/<name>.html",
    },
  ],
  shared: [...contentOptions, ...limitOptions, ...plainRunOptions],
  examples: [{ command: "lambda-pack report database --html database.html", meaning: "Write the page" }],
  exitCodes: "0 written, 1 failed, 2 wrong options or settings",
} as const satisfies CommandSpec;
