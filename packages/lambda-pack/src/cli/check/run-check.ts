import { checkBundle } from "../../bundle/check-bundle.ts";
import type { checkSpec } from "../commands/check.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import { exitCodes } from "../io.ts";
import type { ExitCode, Io } from "../io.ts";
import { renderCheck } from "./render-check.ts";
import { runInspection } from "../runner/run-inspection.ts";

/** Checks a bundle and prints all that is found. Exits with 1 for errors, and for warnings where they count as such. */
export async function runCheck(command: ParsedCommand<typeof checkSpec>, io: Io): Promise<ExitCode> {
  return runInspection(command, io, async (opened, onProgress) => {
    const report = await checkBundle(opened, { signal: io.signal, onProgress });
    const { errors, warnings } = report.counts;
    const failed = errors > 0 || (opened.options.strict && warnings > 0);
    return {
      json: report,
      text: (view) => renderCheck(report, { ...view, verbose: command.verbose }),
      exitCode: failed ? exitCodes.failed : exitCodes.ok,
    };
  });
}
