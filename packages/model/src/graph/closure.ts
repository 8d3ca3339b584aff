import type { DependencyKind, InstalledPackage, PackageId } from "./graph.ts";
import type { Problem } from "../problems/problem.ts";

/** The installed packages that the target needs at run time, and how they were reached. */
export interface Selection {
  /** Absolute real path of the workspace root. */
  readonly root: string;
  readonly target: PackageId;
  /** Ordered by id; the target included. */
  readonly packages: ReadonlyMap<PackageId, SelectedPackage>;
  readonly problems: readonly Problem[];
}

export interface SelectedPackage {
  readonly installed: InstalledPackage;
  /** Only edges that stay in the bundle: each leads to a member of the selection. Ordered by name. */
  readonly edges: readonly SelectedEdge[];
}

export interface SelectedEdge {
  readonly name: string;
  readonly range: string;
  readonly kind: DependencyKind;
  readonly optional: boolean;
  readonly declaredIn: string;
  readonly to: PackageId;
}

/** One node of the closure: `lodash@4.17.21`, with `#2` behind it where two that differ share name and version. */
export type InstanceId = string & { readonly __brand: "InstanceId" };

/** The target and all that it needs at run time, duplicates merged. The same for every install layout. */
export interface Closure {
  readonly target: InstanceId;
  /** Ordered by id. */
  readonly instances: ReadonlyMap<InstanceId, Instance>;
}

export interface Instance {
  readonly id: InstanceId;
  readonly name: string;
  readonly version: string;
  /** The installed packages that are merged here, ordered by id; files are taken from the first. */
  readonly packages: readonly [PackageId, ...PackageId[]];
  readonly importer: boolean;
  /** Sum of the sizes of its files. */
  readonly bytes: number;
  /** Names that lie in the package's own `node_modules` as part of its files; nothing else may be placed there. */
  readonly bundledNames: readonly string[];
  /** Ordered by name; one for each name. */
  readonly edges: readonly InstanceEdge[];
}

export interface InstanceEdge {
  readonly name: string;
  readonly kind: DependencyKind;
  /** True for `optionalDependencies` and for optional peers. */
  readonly optional: boolean;
  readonly range: string;
  readonly declaredIn: string;
  readonly to: InstanceId;
  /**
   * Both are made for certain platforms, and native code of the one may load that of the other by a relative path, which Node's
   * look-up does not see: they have to lie in the same `node_modules`, the other one under the edge's name.
   */
  readonly beside?: true;
}
