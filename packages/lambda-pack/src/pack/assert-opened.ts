import { bundleOfPlan } from "../plan/bundle-of-plan.ts";
import type { PlannedTarget, PlanRequest } from "../plan/plan-target.ts";
import type { TrimmedTarget } from "../plan/trim/trim-target.ts";
import { shownPath } from "../messages/shown-path.ts";
import { assertOpenedKept } from "../opened/assert-opened-kept.ts";
import type { OpenedRecord } from "../opened/assert-opened-kept.ts";
import { bundleDigest } from "../opened/bundle-digest.ts";
import { assertSameBundle } from "../opened/parse-opened.ts";
import { readOpened } from "../opened/read-opened.ts";
import type { ReportOpened } from "../report/report-trim.ts";

export interface OpenedRequest extends Pick<PlanRequest, "options" | "signal"> {
  readonly planned: PlannedTarget;
  readonly trim: TrimmedTarget;
  /** Absolute path of the working directory. */
  readonly cwd: string;
}

/**
 * Throws when records of opened files are of another bundle, and when the trim leaves out what they have. A record is of the whole
 * bundle, or of what is left of it. Answers how much was compared; undefined where there is no record.
 */
export async function assertOpened(request: OpenedRequest): Promise<ReportOpened | undefined> {
  const { planned, trim, cwd, options } = request;
  const records = await readRecords(request);
  if (records.length === 0) return undefined;
  const kept = new Set(planned.staging.entries.map(({ path }) => path));
  await assertSame(records, request);
  const shown = records.map(({ opened, where }) => ({ opened, where: shownPath(where, cwd) }));
  assertOpenedKept({ records: shown, kept, whole: trim.whole, trim: options.trim });
  const files = new Set(records.flatMap(({ opened }) => opened.files.map(({ path }) => path)));
  return { records: records.length, files: files.size };
}

async function readRecords({ trim: { whole }, options }: OpenedRequest): Promise<readonly OpenedRecord[]> {
  const { files, isShared } = options.opened;
  const all = await Promise.all(files.map(async (where) => ({ where, opened: await readOpened(where) })));
  return isShared ? all.filter(({ opened }) => opened.bundle.name === nameOf(whole)) : all;
}

async function assertSame(
  records: readonly OpenedRecord[],
  { planned, trim: { whole, read }, options, signal }: OpenedRequest,
): Promise<void> {
  const sha256 = [await bundleDigest({ bundle: whole, read }, signal)];
  if (records.some(({ opened }) => !sha256.includes(opened.bundle.sha256))) {
    const rest = bundleOfPlan(planned, { label: whole.label, prefix: options.prefix });
    sha256.push(await bundleDigest({ bundle: rest, read }, signal));
  }
  for (const { opened, where } of records) assertSameBundle(opened, { where, name: nameOf(whole), sha256 });
}

function nameOf({ packages, target, label }: TrimmedTarget["whole"]): string {
  return packages.get(target)?.name ?? label;
}
