import type { Edge, InstalledPackage } from "@lambda-pack/model";

/** One edge with both of its ends. */
export interface InstalledEdge {
  readonly dependant: InstalledPackage;
  readonly edge: Edge;
  readonly found: InstalledPackage;
}

/** `name@version`, as problems name a package. */
export function packageLabel({ name, version }: InstalledPackage): string {
  return `${name}@${version}`;
}
