import { packageLabel } from "@lambda-pack/model";
import type { PackageId, Selection } from "@lambda-pack/model";

/** Packages that share name and version with another one: only for these does merging depend on what is in them. Ordered by id. */
export function findDuplicates({ packages }: Selection): readonly PackageId[] {
  const counts = new Map<string, number>();
  for (const { installed } of packages.values()) {
    const label = packageLabel(installed);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...packages.values()]
    .filter(({ installed }) => (counts.get(packageLabel(installed)) ?? 0) > 1)
    .map(({ installed }) => installed.id);
}
