import { resolve } from "node:path";
import { renderReportPage } from "@lambda-pack/report-page";
import type { PageFacts } from "@lambda-pack/report-page";
import { checkBundle } from "../check-bundle.ts";
import { pageData, pageFacts } from "../page-data.ts";
import { shownPath } from "../shown-path.ts";
import { withBundle } from "../with-bundle.ts";
import { assertPageReplaceable, writePage } from "../write-page.ts";
import type { reportSpec } from "./commands/report.ts";
import type { InspectCommand } from "./inspect-command.ts";
import { exitCodes } from "./io.ts";
import type { ExitCode, Io } from "./io.ts";
import { printable } from "./printable.ts";
import { progressLine } from "./progress-line.ts";
import { renderReport } from "./render-report.ts";
import { runGuarded } from "./run-guarded.ts";
import { viewOf } from "./view.ts";

type ReportCommand = InspectCommand<typeof reportSpec>;

/** Tells all about a bundle, on standard output or as a page. */
export async function runReport(command: ReportCommand, io: Io): Promise<ExitCode> {
  const { words, cwd, given, own } = command;
  const [word = ""] = words;
  const file = own.html === undefined ? undefined : resolve(cwd, own.html);
  const line = viewOf(io.stderr, io, command).live && !command.quiet ? progressLine(word, io.stderr) : undefined;
  const onProgress = line && ((progress: Parameters<typeof line.show>[0]) => line.show(progress));
  return runGuarded({ command, io }, async () => {
    try {
      if (file !== undefined) await assertPageReplaceable(file);
      return await withBundle({ word, cwd, given, signal: io.signal, onProgress }, async (opened) => {
        const facts = pageFacts(opened, await checkBundle(opened, { signal: io.signal }));
        if (file !== undefined) await writePage(file, renderReportPage(pageData(opened.bundle, facts)));
        line?.clear();
        io.stdout.write(outputOf(facts, file, { command, io }));
        return exitCodes.ok;
      });
    } finally {
      line?.clear();
    }
  });
}

interface Run {
  readonly command: ReportCommand;
  readonly io: Io;
}

function outputOf(facts: PageFacts, file: string | undefined, { command, io }: Run): string {
  const { json, quiet, verbose, cwd } = command;
  if (json) return `${JSON.stringify(facts, null, 2)}\n`;
  if (quiet) return "";
  if (file !== undefined) return `Wrote ${printable(shownPath(file, cwd))}\n`;
  return renderReport(facts, { ...viewOf(io.stdout, io, command), verbose });
}
