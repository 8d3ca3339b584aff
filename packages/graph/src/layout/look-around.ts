import type { InstanceEdge, InstanceId } from "@lambda-pack/model";
import { directoriesAbove, instanceAt } from "./directory.ts";
import type { Directory } from "./directory.ts";
import type { Suite } from "./find-suite.ts";

export interface SpotContext {
  readonly from: Directory;
  readonly winners: ReadonlyMap<string, InstanceId>;
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
export function lookAround(context: SpotContext, { members, whole }: Suite): Sight {
  const [first] = members;
  const { name, to } = first.edge;
  const passed: Directory[] = [];
  let hit: Directory | undefined;
  let alone: Directory | undefined;
  let together: Directory | undefined;
  let free = true;
  for (const directory of directoriesAbove(context.from)) {
    const found = instanceAt(directory, name);
    if (found === to) hit = directory;
    if (found !== undefined) break;
    passed.push(directory);
    free &&= isFree(directory, first.edge, context);
    if (!free) continue;
    alone = directory;
    if (whole && members.every(({ edge }) => fits(directory, edge, context))) together = directory;
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
function fits(directory: Directory, edge: InstanceEdge, context: SpotContext): boolean {
  const found = instanceAt(directory, edge.name);
  return found === undefined ? isFree(directory, edge, context) : found === edge.to;
}

/** Whether the instance would shadow nothing that is settled, nor what the context's own edges are still to find. */
function isFree(directory: Directory, { name, to }: InstanceEdge, { from, winners }: SpotContext): boolean {
  if (directory.parent === undefined && winners.get(name) !== to) return false;
  if (directory !== from) return !directory.passed.has(name);
  const own = from.instance.edges.find((edge) => edge.name === name);
  return (own === undefined || own.to === to) && (from.passed.get(name) ?? to) === to;
}
