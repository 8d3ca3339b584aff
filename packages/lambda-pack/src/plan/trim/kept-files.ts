import { pathInside } from "@lambda-pack/model";
import type { Bundle, InstanceId } from "@lambda-pack/model";
import type { TrimPlan } from "@lambda-pack/trim";

/** Whether a file of a package stays, by its path from the package's directory: in all copies where it stays in one. */
export function keptFiles(
  { entries, places }: Bundle,
  { kept }: TrimPlan,
): (instance: InstanceId, path: string) => boolean {
  const paths = new Map<InstanceId, Set<string>>();
  for (const { kind, path, place } of entries) {
    const id = places.get(place);
    if (kind !== "file" || id === undefined || !kept.has(path)) continue;
    const inside = pathInside(place, path);
    const known = paths.get(id);
    if (known === undefined) paths.set(id, new Set([inside]));
    else known.add(inside);
  }
  return (instance, path) => paths.get(instance)?.has(path) === true;
}
