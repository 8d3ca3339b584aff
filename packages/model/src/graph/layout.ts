import type { InstanceId } from "./closure.ts";

/** A directory of the bundle with forward slashes: `node_modules/a/node_modules/b`; empty for the target at the root. */
export type BundlePath = string & { readonly __brand: "BundlePath" };

/** All placements: the `node_modules` to be. */
export interface Layout {
  readonly target: InstanceId;
  /** Ordered by path; the target at the empty path included. */
  readonly placements: ReadonlyMap<BundlePath, Placement>;
}

/** One instance at one path. A link stands where plain copies would never end. */
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
  readonly name: string;
  readonly expected: InstanceId;
  readonly found: InstanceId | undefined;
}
