import type { Edge, Graph } from "@lambda-pack/model";
import { packageOf } from "./package-of.ts";
import type { SelectOptions } from "./select-options.ts";

/** Whether an exclusion names the edge, or the package that it leads to. */
export function isExcluded(graph: Graph, { name, to }: Edge, { exclude }: SelectOptions): boolean {
  const installedName = to === undefined ? name : packageOf(graph, to).name;
  return exclude.some(({ matches }) => matches(name) || matches(installedName));
}
