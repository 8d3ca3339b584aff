import type { CommandSpec } from "../spec/command-spec.ts";
import { bundleArgument, contentOptions, plainRunOptions, severityOptions } from "../spec/shared-options.ts";

export const reportSpec = {
  name: "report",
  summary: "Summarize a bundle, as text or as an HTML page",
  describe:
    "Summarizes a bundle: sizes, limits, duplicates and findings of a check. With --html, it writes a self-contained page instead, with a treemap and a sortable table.",
  args: [bundleArgument],
  options: [
    {
      name: "html",
      kind: "value",
      value: "file",
      leadsTo: "file",
      describe: "Write the report as an HTML page",
    },
    {
      name: "opened",
      kind: "list",
      value: "file",
      leadsTo: "file",
      describe: "Show what a record of invoke has as opened",
    },
  ],
  shared: [...contentOptions, ...severityOptions, ...plainRunOptions],
  examples: [
    { command: "lambda-pack report database", meaning: "Summarize the bundle" },
    { command: "lambda-pack report database --html .lambda-pack/database.html", meaning: "Write the page" },
  ],
  exitCodes: "0 reported, 1 failed, 2 invalid options or settings",
} as const satisfies CommandSpec;
