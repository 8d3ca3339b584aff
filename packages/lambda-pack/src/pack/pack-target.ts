import type { Staging } from "@lambda-pack/model";
import { assertOutputs } from "./assert-outputs.ts";
import { assertWithinLimits } from "./assert-within-limits.ts";
import type { EffectiveOptions } from "../config/effective-options.ts";
import { planTarget } from "../plan/plan-target.ts";
import type { PlanRequest } from "../plan/plan-target.ts";
import type { Report } from "../report/report.ts";
import { problemError } from "./problem-error.ts";
import { summarize } from "./summarize.ts";
import { writeOutputs } from "./write-outputs.ts";

export interface PackTarget extends PlanRequest {
  /** Absolute path of the working directory: never replaced by a staging directory. */
  readonly cwd: string;
}

/** Packs one target. */
export async function packTarget(request: PackTarget): Promise<Report> {
  await assertOutputs(request);
  const { plan, staging } = await planOutputs(request);
  return request.options.dryRun ? plan : writeOutputs(plan, staging, request);
}

/** All that is needed to write the outputs. What else was read and planned is no burden to the memory any more. */
interface OutputPlan {
  readonly plan: Report;
  readonly staging: Staging;
}

async function planOutputs(request: PackTarget): Promise<OutputPlan> {
  const planned = await planTarget(request);
  const plan = summarize({ ...planned, importer: request.importer, options: request.options });
  assertWithinLimits(plan);
  assertFewProblems(plan, request.options);
  return { plan, staging: planned.staging };
}

function assertFewProblems({ target, problems }: Report, { strict }: EffectiveOptions): void {
  const error = problemError(target.name, problems, strict);
  if (error !== undefined) throw error;
}
