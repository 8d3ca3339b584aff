import type { Importer, Manifest, PackError, ResolvedDependencies, Workspace } from "@lambda-pack/model";

/** A directory that holds a package. */
export interface Installed {
  /** What it is known by: its directory, but for packages under Plug'n'Play that differ in their peers alone. */
  readonly location: string;
  /** Absolute real path. */
  readonly dir: string;
  /** Thrown only when the package is needed. */
  readonly manifest: Manifest | PackError;
  /** A package of the workspace, or a copy of one that the package manager made for its dependents. */
  readonly importer: boolean;
}

export interface LookupResult {
  readonly found: Installed | undefined;
  /** The first hit above the workspace root; only where nothing is found up to it. */
  readonly aboveRoot: string | undefined;
  /** Links on the way that lead nowhere. */
  readonly dangling: readonly string[];
}

/** The answer where nothing is found. */
export const notFound: LookupResult = { found: undefined, aboveRoot: undefined, dangling: [] };

export interface Lookup {
  /** Looks a name up as Node does for code of that package. */
  readonly find: (from: Place, name: string) => LookupResult;
  /** The dependencies that the package manager resolved for a package, where it records them. */
  readonly resolved: (installed: Installed) => ResolvedDependencies | undefined;
  /** The package of that name that travels in the folder of another one, in its own node_modules. */
  readonly bundledIn: (owner: Place, name: string) => Installed | undefined;
  /** Looks a platform package that is missing up in the second install, at the same place. */
  readonly findElsewhere: (from: Place, name: string) => Installed | undefined;
}

/** Where a look-up begins. */
export type Place = Pick<Installed, "location" | "dir">;

/** What a look-up needs to know of a workspace. */
export interface LookupContext extends Pick<
  Workspace,
  "root" | "stores" | "injected" | "resolvedDependencies" | "replacesBundled" | "plugAndPlay"
> {
  readonly importers: readonly Importer[];
  /** Absolute real directory of a second install, made for the platform of the function; one of the stores. */
  readonly platformPackages: string | undefined;
}
