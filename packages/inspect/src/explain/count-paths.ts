import type { InstanceEdge, InstanceId } from "@lambda-pack/model";
import type { Ends, LeadingEdges } from "./edges-leading-to.ts";

/** Steps after which counting ends: dense graphs have more paths than can be counted. */
const MAX_STEPS = 200_000;

/** How many paths there are that meet no package twice, as far as a bounded number of steps leads. */
export function countPaths(
  leading: LeadingEdges,
  { from, goal }: Ends,
): { readonly count: number; readonly exact: boolean } {
  if (from === goal) return { count: 1, exact: true };
  let count = 0;
  const walked = new Set([from]);
  const open: OpenPackage[] = [{ id: from, edges: (leading.get(from) ?? []).values() }];
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const last = open.at(-1);
    if (last === undefined) return { count, exact: true };
    const { value: edge } = last.edges.next();
    if (edge === undefined) {
      walked.delete(last.id);
      open.pop();
    } else if (edge.to === goal) {
      count += 1;
    } else if (!walked.has(edge.to)) {
      walked.add(edge.to);
      open.push({ id: edge.to, edges: (leading.get(edge.to) ?? []).values() });
    }
  }
  return { count, exact: false };
}

interface OpenPackage {
  readonly id: InstanceId;
  readonly edges: Iterator<InstanceEdge, undefined>;
}
