import { resolve } from "node:path";
import { renderReportPage } from "@lambda-pack/report-page";
import { checkBundle } from "../../bundle/check-bundle.ts";
import { pageData, pageFacts } from "../../bundle/page-data.ts";
import { readOpenedPaths } from "../../bundle/read-opened-paths.ts";
import { shownPath } from "../../messages/shown-path.ts";
import { assertPageReplaceable, writePage } from "../../bundle/write-page.ts";
import type { reportSpec } from "../commands/report.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import type { ExitCode, Io } from "../io.ts";
import { printable } from "../terminal/printable.ts";
import { renderReport } from "./render-report.ts";
import { runGuarded } from "../runner/run-guarded.ts";
import { runInspection } from "../runner/run-inspection.ts";

/** Reports all about a bundle, on standard output or as a page. */
export async function runReport(command: ParsedCommand<typeof reportSpec>, io: Io): Promise<ExitCode> {
  const { cwd, verbose, own } = command;
  const page = own.html === undefined ? undefined : resolve(cwd, own.html);
  return runGuarded({ command, io }, async () => {
    if (page !== undefined) await assertPageReplaceable(page);
    return runInspection(command, io, async (opened, onProgress) => {
      const records = own.opened.map((file) => resolve(cwd, file));
      // A record of another bundle is reported before the check, which takes longer.
      const paths = records.length === 0 ? undefined : await readOpenedPaths(opened, records, io.signal);
      const facts = pageFacts(opened, await checkBundle(opened, { signal: io.signal, onProgress }), paths);
      if (page !== undefined) await writePage(page, renderReportPage(pageData(opened, facts)));
      return {
        json: facts,
        text: (view) =>
          page === undefined ? renderReport(facts, { ...view, verbose }) : `Wrote ${printable(shownPath(page, cwd))}\n`,
      };
    });
  });
}
