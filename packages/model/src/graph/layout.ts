import type { InstanceId } from "./closure.ts";

/** A directory of the bundle with forward slashes: `node_modules/a/node_modules/b`; empty for the target at the root. */
export type BundlePath = string & { readonly __brand: "BundlePath" };

/**
 * `auto` gives each instance one directory, and links to it wherever else it is needed: what is one module in the monorepo is one
 * in the bundle. `never` makes copies instead.
 */
export type LinkMode = "auto" | "never";

/** All placements: the `node_modules` to be. */
export interface Layout {
  readonly target: InstanceId;
  readonly links: LinkMode;
  /** Ordered by path; the target at the empty path included. */
  readonly placements: ReadonlyMap<BundlePath, Placement>;
}

/** One instance at one path: its directory, or a copy of it where there are no links, or a link to its directory. */
export type Placement =
  | {
      readonly kind: "copy";
      readonly path: BundlePath;
      readonly instance: InstanceId;
      /** Names of its `beside` edges that could not be kept, because the place beside it belongs to another package. */
      readonly apart?: readonly string[];
    }
  | { readonly kind: "link"; readonly path: BundlePath; readonly instance: InstanceId; readonly target: BundlePath };

/** An edge that Node would not resolve in the bundle as it does in the monorepo. */
export interface LayoutFault {
  readonly at: BundlePath;
  /** Of the edge; empty where the placement itself is the fault. */
  readonly name: string;
  readonly expected: InstanceId;
  /** The expected one where it is found in another directory than its own. */
  readonly found: InstanceId | undefined;
}
