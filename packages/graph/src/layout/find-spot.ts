import type { InstanceEdge, InstanceId } from "@lambda-pack/model";
import { directoriesAbove, instanceAt } from "./directory.ts";
import type { Directory } from "./directory.ts";
import type { Suite, SuiteMember } from "./find-suite.ts";

export interface Spot {
  readonly directory: Directory;
  /** What has to lie there, some of it perhaps already; the first member alone where its siblings cannot lie beside it. */
  readonly members: readonly SuiteMember[];
  readonly isApart: boolean;
}

export interface SpotContext {
  readonly from: Directory;
  readonly winners: ReadonlyMap<string, InstanceId>;
}

/** Where the suite must be placed; undefined when Node finds its first member already. Marks the directories that are passed. */
export function findSpot(context: SpotContext, { members, whole }: Suite): Spot | undefined {
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
  // What lies somewhere without its siblings is taken only where they cannot all be placed nearer.
  if (hit !== undefined && (together === undefined || !hit.apart.has(name))) {
    markPassed(passed, first.edge);
    return undefined;
  }
  const directory = together ?? alone;
  if (directory === undefined) throw new Error(`No directory can hold ${to} for ${context.from.path}`);
  markPassed(passed.slice(0, passed.indexOf(directory)), first.edge);
  return { directory, members: together === undefined ? [first] : members, isApart: together === undefined };
}

function markPassed(directories: readonly Directory[], { name, to }: InstanceEdge): void {
  for (const { passed } of directories) passed.set(name, to);
}

/** Whether the instance lies in the directory, or may be placed there. */
function fits(directory: Directory, edge: InstanceEdge, context: SpotContext): boolean {
  const found = instanceAt(directory, edge.name);
  return found === undefined ? isFree(directory, edge, context) : found === edge.to;
}

/** Whether the instance would shadow nothing that is settled, nor what the dependent's own edges are still to find. */
function isFree(directory: Directory, { name, to }: InstanceEdge, { from, winners }: SpotContext): boolean {
  if (directory.parent === undefined && winners.get(name) !== to) return false;
  if (directory !== from) return !directory.passed.has(name);
  const own = from.instance.edges.find((edge) => edge.name === name);
  return (own === undefined || own.to === to) && (from.passed.get(name) ?? to) === to;
}
