import { openKnownDigests, outputRoot, rememberBundles } from "@lambda-pack/archive";
import type { Staging } from "@lambda-pack/model";
import { leftOutOf } from "../bundle/left-out/left-out.ts";
import type { LeftOut } from "../bundle/left-out/left-out.ts";
import { assertOutputs } from "./assert-outputs.ts";
import { assertWithinLimits } from "./assert-within-limits.ts";
import { outputsOf } from "../config/effective-options.ts";
import type { EffectiveOptions } from "../config/effective-options.ts";
import { stateHome } from "../config/state-home.ts";
import { planTarget } from "../plan/plan-target.ts";
import type { PlannedTarget, PlanRequest } from "../plan/plan-target.ts";
import type { TrimRecord } from "../plan/trim/memory-file.ts";
import type { TrimMemory } from "../plan/trim/trim-memory.ts";
import type { Report } from "../report/report.ts";
import type { ReportOpened } from "../report/report-trim.ts";
import { problemError } from "./problem-error.ts";
import { readCacheKey } from "./read-cache-key.ts";
import { reuseOf } from "./reuse-of.ts";
import { summarize } from "./summarize.ts";
import { writeOutputs } from "./write-outputs.ts";

export interface PackTarget extends PlanRequest {
  /** Absolute path of the working directory: never replaced by a staging directory. */
  readonly cwd: string;
}

/** Packs one target. */
export async function packTarget(request: PackTarget): Promise<Report> {
  await assertOutputs(request);
  const bundles = request.bundles ?? rememberBundles();
  const memory = await openMemory({ ...request, bundles });
  const { plan, staging, record, leftOut } = await planOutputs({ ...request, trimMemory: memory });
  if (request.options.dryRun) return plan;
  const report = await writeOutputs(plan, staging, { ...request, bundles, leftOut });
  if (record !== undefined) memory?.keep(record);
  return report;
}

interface KeptMemory extends TrimMemory {
  readonly keep: (record: TrimRecord) => void;
}

async function openMemory({ workspace, options, bundles }: PackTarget): Promise<KeptMemory | undefined> {
  if (options.trim.mode !== "reachable" || !options.cache) return undefined;
  const { memoryFileOf, readMemoryFile, writeMemoryFile } = await import("../plan/trim/memory-file.ts");
  const pool = outputRoot(workspace.root);
  const file = memoryFileOf(options.out, pool);
  const key = readCacheKey(stateHome());
  // Otherwise each file is read, whatever the disk says of it.
  const zip = reuseOf(options) === "trust" ? outputsOf(options).archive : undefined;
  return {
    ...readMemoryFile(file, key),
    openDigests: (staging) => openKnownDigests(staging, { zip, pool, level: options.level, key, memory: bundles }),
    keep: (record) => writeMemoryFile(file, record, key),
  };
}

/** All that is needed to write the outputs. What else was read and planned is no burden to the memory any more. */
interface OutputPlan {
  readonly plan: Report;
  readonly staging: Staging;
  readonly record: TrimRecord | undefined;
  /** Only where the handler is loaded from the zip. */
  readonly leftOut: LeftOut | undefined;
}

async function planOutputs(request: PackTarget): Promise<OutputPlan> {
  const planned = await planTarget(request);
  const opened = await compareOpened(planned, request);
  const plan = summarize({ ...planned, opened, importer: request.importer, options: request.options });
  assertWithinLimits(plan);
  assertFewProblems(plan, request.options);
  const { trim, smoke } = request.options;
  const leftOut = smoke && planned.trim !== undefined ? leftOutOf(planned.trim, trim) : undefined;
  return { plan, staging: planned.staging, record: planned.trim?.record, leftOut };
}

/** What compares is loaded only where it is asked for. */
async function compareOpened(
  planned: PlannedTarget,
  { options, signal, cwd }: PackTarget,
): Promise<ReportOpened | undefined> {
  if (options.opened.files.length === 0 || planned.trim === undefined) return undefined;
  const { assertOpened } = await import("./assert-opened.ts");
  return assertOpened({ planned, trim: planned.trim, options, signal, cwd });
}

function assertFewProblems({ target, problems }: Report, { strict }: EffectiveOptions): void {
  const error = problemError(target.name, problems, strict);
  if (error !== undefined) throw error;
}
