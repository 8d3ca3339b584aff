import { checkBundle } from "../check-bundle.ts";
import type { CheckReport } from "../check-report.ts";
import { withBundle } from "../with-bundle.ts";
import type { checkSpec } from "./commands/check.ts";
import type { InspectCommand } from "./inspect-command.ts";
import { exitCodes } from "./io.ts";
import type { ExitCode, Io } from "./io.ts";
import { progressLine } from "./progress-line.ts";
import { renderCheck } from "./render-check.ts";
import { runGuarded } from "./run-guarded.ts";
import { viewOf } from "./view.ts";

type CheckCommand = InspectCommand<typeof checkSpec>;

/** Checks a bundle and prints all that is found. Exits with 1 for errors, and for warnings where they count as such. */
export async function runCheck(command: CheckCommand, io: Io): Promise<ExitCode> {
  return runGuarded({ command, io }, async () => {
    const { report, strict } = await check(command, io);
    if (command.json) io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else if (!command.quiet) {
      io.stdout.write(renderCheck(report, { ...viewOf(io.stdout, io, command), verbose: command.verbose }));
    }
    const { errors, warnings } = report.counts;
    return errors > 0 || (strict && warnings > 0) ? exitCodes.failed : exitCodes.ok;
  });
}

interface Checked {
  readonly report: CheckReport;
  readonly strict: boolean;
}

async function check({ words: [word = ""], cwd, given, color, quiet }: CheckCommand, io: Io): Promise<Checked> {
  const { live } = viewOf(io.stderr, io, { color });
  const line = live && !quiet ? progressLine(word, io.stderr) : undefined;
  const { signal } = io;
  try {
    return await withBundle(
      { word, cwd, given, signal, onProgress: (progress) => line?.show(progress) },
      async (bundle) => ({
        report: await checkBundle(bundle, { signal, onProgress: (progress) => line?.show(progress) }),
        strict: bundle.options.strict,
      }),
    );
  } finally {
    line?.clear();
  }
}
