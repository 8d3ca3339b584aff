import { byCodeUnit } from "@lambda-pack/model";
import type { PageDuplicate, PagePackage } from "@lambda-pack/report-page";

type Copied = Pick<PagePackage, "id" | "name" | "paths" | "totalBytes">;

/** The names that lie in a bundle more than once, in several versions or places: the costliest first, ties by name. */
export function duplicatedNames(packages: readonly Copied[]): readonly PageDuplicate[] {
  const byName = new Map<string, Copied[]>();
  for (const one of packages) byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  return [...byName]
    .map(([name, members]) => duplicateOf(name, members))
    .filter(({ copies }) => copies > 1)
    .toSorted((a, b) => b.cost - a.cost || byCodeUnit(a.name, b.name));
}

function duplicateOf(name: string, members: readonly Copied[]): PageDuplicate {
  const present = members.filter(({ paths }) => paths.length > 0);
  const largest = Math.max(0, ...present.map(({ totalBytes, paths }) => totalBytes / paths.length));
  return {
    name,
    packages: present.map(({ id }) => id).toSorted(byCodeUnit),
    copies: present.reduce((sum, { paths }) => sum + paths.length, 0),
    cost: present.reduce((sum, { totalBytes }) => sum + totalBytes, 0) - largest,
  };
}
