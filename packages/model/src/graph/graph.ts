import type { Manifest } from "../manifest/manifest.ts";
import type { Problem } from "../problems/problem.ts";
import type { LockedPlatform } from "../workspace.ts";

/**
 * An installed package's real directory: relative to the root with forward slashes, absolute when outside of it. Under
 * Plug'n'Play, where one directory may stand for several packages that differ in their peers, its location.
 */
export type PackageId = string & { readonly __brand: "PackageId" };

export type DependencyKind =
  | "dependencies"
  | "optionalDependencies"
  | "peerDependencies"
  | "devDependencies"
  | "bundledDependencies";

/** Everything the target may need, as Node would find it in the monorepo. */
export interface Graph {
  /** Absolute real path of the workspace root. */
  readonly root: string;
  readonly target: PackageId;
  /** Ordered by id. */
  readonly packages: ReadonlyMap<PackageId, InstalledPackage>;
  readonly problems: readonly Problem[];
}

/** A directory with a package.json, known by its real path. */
export interface InstalledPackage {
  readonly id: PackageId;
  /** Absolute real path. */
  readonly dir: string;
  /** The manifest's name; the directory's where it has none. */
  readonly name: string;
  /** The manifest's version; `0.0.0` where it has none. */
  readonly version: string;
  readonly manifest: Manifest;
  /** A package of the workspace, decided by the real path alone, or a copy of one that the package manager made. */
  readonly importer: boolean;
  /**
   * Paths below `dir`, with forward slashes, of the packages that travel inside of it (`node_modules/ms`). Their edges to
   * packages outside of the folder are among `edges`, since they are looked up at the same places.
   */
  readonly bundled: readonly string[];
  /** Ordered by name; one edge for each name. */
  readonly edges: readonly Edge[];
}

/** One dependency of one package. */
export interface Edge {
  /** The name it is required by, which may be an alias. */
  readonly name: string;
  /** As declared; empty where nothing declares it (bundled names, generated packages, `--include-package`). */
  readonly range: string;
  readonly kind: DependencyKind;
  /** A missing one is no fault: `optionalDependencies`, and peers that `peerDependenciesMeta` marks. */
  readonly optional: boolean;
  /** The package.json that declares it, relative to the root (a bundled package's own, where one is the cause). */
  readonly declaredIn: string;
  /** Undefined when it is not installed where Node looks, up to the root. */
  readonly to: PackageId | undefined;
  /** The first hit above the root, which would not exist in CI; only where `to` is undefined. */
  readonly aboveRoot?: string;
  /** The directory, from the root, that it would lead to, a package of the workspace that is not built; only where `to` is undefined. */
  readonly unbuilt?: string;
  /** What the lockfile says of a package that is not installed, where it says anything. */
  readonly locked?: LockedPlatform;
}
