import type { CommandSpec } from "../spec/command-spec.ts";
import { contentOptions, limitOptions, plainRunOptions } from "../spec/shared-options.ts";

export const reportSpec = {
  name: "report",
  summary: "Report on a bundle, as text or as a page with a treemap",
  describe:
    "Sums up the bundle of a package, planned without writing anything, or a zip: sizes, limits, duplicates, and what a check finds. With --html it writes one self-contained page instead: a treemap by package and folder, and a table to sort and search that tells what brought each package.",
  args: [{ name: "package|zip", is: ["package", "zip"] }],
  options: [
    {
      name: "html",
      kind: "value",
      value: "file",
      leadsTo: "file",
      group: "Options",
      describe: "Write the report as a page",
    },
  ],
  shared: [...contentOptions, ...limitOptions, ...plainRunOptions],
  examples: [
    { command: "lambda-pack report database", meaning: "Sum up the bundle" },
    { command: "lambda-pack report database --html .lambda-pack/database.html", meaning: "Write the page" },
  ],
  exitCodes: "0 reported, 1 failed, 2 wrong options or settings",
} as const satisfies CommandSpec;
