import { byCodeUnit, packageLabel } from "@lambda-pack/model";
import type { BundlePath, Closure, InstanceId, Layout, Problem } from "@lambda-pack/model";

/** Each package that lies in the bundle in several copies, and so is several modules, with who shares it in the monorepo. */
export function findSplits({ instances }: Closure, { placements }: Layout): readonly Problem[] {
  const copies = new Map<InstanceId, BundlePath[]>();
  for (const { kind, path, instance } of placements.values()) {
    if (kind === "copy") copies.set(instance, [...(copies.get(instance) ?? []), path]);
  }
  return [...instances.values()].flatMap((instance): readonly Problem[] => {
    const paths = (copies.get(instance.id) ?? []).map((path) => path || ".");
    if (paths.length < 2) return [];
    const dependents = [...instances.values()].filter(({ edges }) => edges.some(({ to }) => to === instance.id));
    const labels = [...new Set(dependents.map(packageLabel))].toSorted(byCodeUnit);
    return [{ kind: "module-split", package: packageLabel(instance), paths, dependents: labels }];
  });
}
