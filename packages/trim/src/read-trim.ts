import { throwIfInterrupted } from "@lambda-pack/model";
import type { Bundle } from "@lambda-pack/model";
import type { Facts, NamedClass } from "@lambda-pack/scan";
import { findFaults } from "./find-faults.ts";
import type { TrimFault } from "./find-faults.ts";
import { planTrim } from "./plan-trim.ts";
import { listNaming, listOwnCode, nameClasses } from "./reach/name-classes.ts";
import { Reach } from "./reach/reach.ts";
import { readReached } from "./read-reached.ts";
import { canRead } from "./rules/can-read.ts";
import type { TrimPlan } from "./trim-plan.ts";
import type { TrimSource } from "./trim-source.ts";

export interface TrimRequest extends TrimSource {
  readonly facts: Facts;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of files that were read so far. */
  readonly onProgress?: ((files: number) => void) | undefined;
}

export interface ReadTrim {
  readonly plan: TrimPlan;
  /** What of the bundle that is made by the plan leads elsewhere than in the whole one: nothing, or the plan is wrong. */
  readonly findFaults: (rest: Bundle) => readonly TrimFault[];
}

/** Reads what decides, from the roots on, and tells what is packed. */
export async function readTrim({ facts, signal, onProgress, ...source }: TrimRequest): Promise<ReadTrim> {
  const reach = new Reach(source);
  if (source.options.mode === "files") {
    await readClasses(reach, { facts, signal, onProgress });
    // What is left out by its extension is no module.
    return { plan: planTrim(reach.keeper), findFaults: () => [] };
  }
  const { resolutions } = reach.keeper;
  const reached = readReached({ resolver: source.resolver, facts, resolutions });
  reach.begin();
  for (;;) {
    const missing = reach.walk(reached.at);
    if (missing.length === 0) break;
    throwIfInterrupted(signal);
    await reached.read(missing);
    onProgress?.(reached.size());
  }
  return {
    plan: planTrim(reach.keeper),
    findFaults: (rest) => findFaults(rest, { resolver: source.resolver, resolutions, factsAt: reached.at }),
  };
}

/** How many files are read at once. */
const BATCH = 64;

async function readClasses(
  reach: Reach,
  { facts, signal, onProgress }: Pick<TrimRequest, "facts" | "signal" | "onProgress">,
): Promise<void> {
  const files = [...listOwnCode(reach.keeper), ...listNaming(reach.keeper)].filter(canRead);
  const known = new Map<string, readonly NamedClass[]>();
  for (let start = 0; start < files.length; start += BATCH) {
    throwIfInterrupted(signal);
    const batch = files.slice(start, start + BATCH);
    const found = await Promise.all(batch.map((file) => facts.classesOf(file)));
    for (const [index, { path }] of batch.entries()) known.set(path, found[index] ?? []);
    onProgress?.(known.size);
  }
  nameClasses(reach.keeper, (path) => known.get(path) ?? []);
}
