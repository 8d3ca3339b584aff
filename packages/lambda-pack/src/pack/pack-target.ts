import { outputRoot } from "@lambda-pack/archive";
import type { Staging } from "@lambda-pack/model";
import type { KnownFacts } from "@lambda-pack/scan";
import { assertOutputs } from "./assert-outputs.ts";
import { assertWithinLimits } from "./assert-within-limits.ts";
import type { EffectiveOptions } from "../config/effective-options.ts";
import { stateHome } from "../config/state-home.ts";
import { planTarget } from "../plan/plan-target.ts";
import type { PlanRequest } from "../plan/plan-target.ts";
import type { Report } from "../report/report.ts";
import { problemError } from "./problem-error.ts";
import { readCacheKey } from "./read-cache-key.ts";
import { summarize } from "./summarize.ts";
import { writeOutputs } from "./write-outputs.ts";

export interface PackTarget extends PlanRequest {
  /** Absolute path of the working directory: never replaced by a staging directory. */
  readonly cwd: string;
}

/** Packs one target. */
export async function packTarget(request: PackTarget): Promise<Report> {
  await assertOutputs(request);
  const memory = await openMemory(request);
  const { plan, staging, facts } = await planOutputs({ ...request, knownFacts: memory?.known });
  if (request.options.dryRun) return plan;
  const report = await writeOutputs(plan, staging, request);
  if (facts !== undefined) memory?.keep(facts);
  return report;
}

/** What a trim has read of files, from one pack to the next. */
interface FactsMemory {
  readonly known: KnownFacts;
  readonly keep: (facts: KnownFacts) => void;
}

async function openMemory({ workspace, options }: PackTarget): Promise<FactsMemory | undefined> {
  if (options.trim.mode !== "reachable" || !options.cache) return undefined;
  const { factsFileOf, readKnownFacts, writeKnownFacts } = await import("../plan/trim/known-facts.ts");
  const file = factsFileOf(options.out, outputRoot(workspace.root));
  const key = readCacheKey(stateHome());
  const known = readKnownFacts(file, key);
  return {
    known,
    keep: (facts) => {
      const isNew = facts.size !== known.size || [...facts.keys()].some((each) => !known.has(each));
      if (isNew) writeKnownFacts(file, facts, key);
    },
  };
}

/** All that is needed to write the outputs. What else was read and planned is no burden to the memory any more. */
interface OutputPlan {
  readonly plan: Report;
  readonly staging: Staging;
  readonly facts: KnownFacts | undefined;
}

async function planOutputs(request: PackTarget): Promise<OutputPlan> {
  const planned = await planTarget(request);
  const plan = summarize({ ...planned, importer: request.importer, options: request.options });
  assertWithinLimits(plan);
  assertFewProblems(plan, request.options);
  return { plan, staging: planned.staging, facts: planned.trim?.facts };
}

function assertFewProblems({ target, problems }: Report, { strict }: EffectiveOptions): void {
  const error = problemError(target.name, problems, strict);
  if (error !== undefined) throw error;
}
