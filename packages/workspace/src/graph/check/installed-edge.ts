import type { Edge, InstalledPackage } from "@lambda-pack/model";

/** One edge with both of its ends. */
export interface InstalledEdge {
  readonly dependent: InstalledPackage;
  readonly edge: Edge;
  readonly found: InstalledPackage;
}
