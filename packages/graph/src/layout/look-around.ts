import type { InstanceEdge, InstanceId } from "@lambda-pack/model";
import { directoriesAbove, instanceAt } from "./directory.ts";
import type { Directory } from "./directory.ts";
import type { Rivals } from "./find-rivals.ts";
import type { Suite } from "./find-suite.ts";

export interface SpotContext {
  readonly from: Directory;
  readonly winners: ReadonlyMap<string, InstanceId>;
  readonly rivals: Rivals;
}

/**
 * What a place must keep clear of, as far as names have rivals: that a look-up meets a rival where case counts for nothing; that
 * a rival lies in the same `node_modules`; nothing, which leaves the dependent's own one, for one that requires two rivals itself.
 */
const clearances = ["look-ups", "places", "none"] as const;

type Clearance = (typeof clearances)[number];

interface Clearing extends SpotContext {
  /** Undefined where no name has rivals. */
  readonly clearance: Clearance | undefined;
}

/** What a look-up for the first member of a suite meets on its way up. */
export interface Sight {
  /** Where Node finds it already. */
  readonly hit: Directory | undefined;
  /** The highest directory that may hold it. */
  readonly alone: Directory | undefined;
  /** The highest directory that may hold the whole suite, or does. */
  readonly together: Directory | undefined;
  /** From the nearest up: the directories that have nothing of that name. */
  readonly passed: readonly Directory[];
}

/** Looks for the suite's first member as Node will, and for the highest places where it would shadow nothing that is settled. */
export function lookAround(context: SpotContext, suite: Suite): Sight {
  if (!suite.members.some(({ edge }) => context.rivals.has(edge.name))) {
    return look({ ...context, clearance: undefined }, suite);
  }
  const sights = clearances.map((clearance) => look({ ...context, clearance }, suite));
  const found = sights.find(({ hit }) => hit !== undefined);
  const together = sights.find((sight) => sight.together !== undefined);
  const sight = found ?? together ?? sights.find(({ alone }) => alone !== undefined);
  if (sight === undefined) throw new Error(`Nothing was looked for from ${context.from.path}`);
  return sight;
}

function look(clearing: Clearing, { members, whole }: Suite): Sight {
  const [first] = members;
  const { name, to } = first.edge;
  const passed: Directory[] = [];
  let hit: Directory | undefined;
  let alone: Directory | undefined;
  let together: Directory | undefined;
  let free = true;
  for (const directory of directoriesAbove(clearing.from)) {
    const found = instanceAt(directory, name);
    if (found === to) hit = directory;
    if (found !== undefined) break;
    passed.push(directory);
    const clear = isClear(directory, name, clearing);
    free &&= isFree(directory, first.edge, clearing) && (clear || clearing.clearance !== "look-ups");
    if (!free || !clear) continue;
    alone = directory;
    if (whole && members.every(({ edge }) => fits(directory, edge, clearing))) together = directory;
  }
  return { hit, alone, together, passed };
}

/** Settles the edge: what lies in `end`, or will lie there, must not be shadowed from now on. */
export function settle({ passed }: Sight, { name, to }: InstanceEdge, end: Directory): void {
  for (const directory of passed) {
    if (directory === end) return;
    directory.passed.set(name, to);
  }
}

/** Whether the instance lies in the directory, or may be placed there. */
function fits(directory: Directory, edge: InstanceEdge, clearing: Clearing): boolean {
  const found = instanceAt(directory, edge.name);
  if (found !== undefined) return found === edge.to;
  return isFree(directory, edge, clearing) && isClear(directory, edge.name, clearing);
}

/** Whether no rival of the name lies in the directory, nor has been or is still to be looked for through it. */
function isClear(directory: Directory, name: string, { from, rivals, clearance }: Clearing): boolean {
  const others = rivals.get(name) ?? [];
  if (clearance === undefined || others.length === 0) return true;
  if (clearance === "none") return directory === from;
  if (others.some((other) => instanceAt(directory, other) !== undefined)) return false;
  if (clearance === "places") return true;
  const isWanted = (other: string) => directory === from && from.instance.edges.some((edge) => edge.name === other);
  return !others.some((other) => directory.passed.has(other) || isWanted(other));
}

/** Whether the instance would shadow nothing that is settled, nor what the context's own edges are still to find. */
function isFree(directory: Directory, { name, to }: InstanceEdge, { from, winners }: SpotContext): boolean {
  if (directory.parent === undefined && winners.get(name) !== to) return false;
  if (directory !== from) return !directory.passed.has(name);
  const own = from.instance.edges.find((edge) => edge.name === name);
  return (own === undefined || own.to === to) && (from.passed.get(name) ?? to) === to;
}
