import { byCodeUnit, packageLabel } from "@lambda-pack/model";
import type { Closure, Layout, Problem } from "@lambda-pack/model";

/** That there are links in the bundle, and to which packages: some tools that unpack zips do not restore them. One problem, or none. */
export function findLinks({ instances }: Closure, { placements }: Layout): readonly Problem[] {
  const linked = [...placements.values()].flatMap(({ kind, instance }) => (kind === "link" ? instance : []));
  if (linked.length === 0) return [];
  const labels = linked.map((id) => packageLabel(instances.get(id) ?? { name: id, version: "" }));
  const packages = [...new Set(labels)].toSorted(byCodeUnit);
  return [{ kind: "links-in-bundle", links: linked.length, packages }];
}
