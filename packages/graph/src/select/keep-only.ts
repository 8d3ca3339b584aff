import type { Edge, Graph, Problem } from "@lambda-pack/model";
import { packageLabel } from "@lambda-pack/model";
import { packageOf } from "./package-of.ts";
import type { Exclusion } from "./select-options.ts";

/** What a package requires of its own, as far as these patterns and names leave it. */
export interface OnlyOptions {
  /** All dependencies stay where there are none. */
  readonly only: readonly Exclusion[];
  /** Names that the settings add to the target's dependencies: they stay. */
  readonly added: readonly string[];
}

export interface Kept {
  readonly graph: Graph;
  /** Patterns that fit no dependency of the target, in the order given. */
  readonly unused: readonly string[];
  /** Names of all dependencies of the target. */
  readonly names: readonly string[];
}

/** The graph with only those edges of the target that are named, by the name that it requires or the name that is installed. */
export function keepOnly(graph: Graph, { only, added }: OnlyOptions): Kept {
  const target = packageOf(graph, graph.target);
  const names = target.edges.map(({ name }) => name);
  if (only.length === 0) return { graph, unused: [], names };
  const fits = (edge: Edge, { matches }: Exclusion) =>
    matches(edge.name) || (edge.to !== undefined && matches(packageOf(graph, edge.to).name));
  const edges = target.edges.filter((edge) => added.includes(edge.name) || only.some((each) => fits(edge, each)));
  return {
    graph: { ...graph, packages: new Map([...graph.packages, [graph.target, { ...target, edges }]]) },
    unused: only.filter((each) => !target.edges.some((edge) => fits(edge, each))).map(({ pattern }) => pattern),
    names,
  };
}

/** A problem for each pattern that fits nothing. */
export function unusedOnly(graph: Graph, patterns: readonly string[]): readonly Problem[] {
  const label = packageLabel(packageOf(graph, graph.target));
  return patterns.map((pattern) => ({ kind: "unused-pattern", package: label, pattern }));
}
