import type { Importer, Manifest, PackError, Workspace } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { openNodeModulesLookup } from "./node-modules-lookup.ts";
import { openPlugAndPlayLookup } from "./plug-and-play-lookup.ts";

/** A directory that holds a package. */
export interface Installed {
  /** What it is known by: its directory, but for packages under Plug'n'Play that differ in their peers alone. */
  readonly location: string;
  /** Absolute real path. */
  readonly dir: string;
  /** Thrown only when the package is needed. */
  readonly manifest: Manifest | PackError;
  /** A package of the workspace, or a copy of one that the package manager made for its dependants. */
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
  readonly find: (from: Place, name: string) => Promise<LookupResult>;
  /** The package of that name in one node_modules. */
  readonly at: (nodeModules: string, name: string) => Promise<Candidate>;
}

/** Where a look-up begins. */
export type Place = Pick<Installed, "location" | "dir">;

/** `dangling` is the link, where it is one that leads nowhere. */
export interface Candidate {
  readonly installed: Installed | undefined;
  readonly dangling: string | undefined;
}

/** Nothing is there. */
export const absent: Candidate = { installed: undefined, dangling: undefined };

/** What a look-up needs to know of a workspace. */
export type LookupGround = Pick<Workspace, "root" | "stores" | "injected" | "plugAndPlay"> & {
  readonly importers: readonly Importer[];
};

/** Look-up in one workspace. Remembers what it has read: each package.json is read once. */
export function openLookup(disk: Disk, ground: LookupGround): Lookup {
  const inNodeModules = openNodeModulesLookup(disk, ground);
  const { plugAndPlay } = ground;
  return plugAndPlay === undefined
    ? inNodeModules
    : openPlugAndPlayLookup(disk, { ground, plugAndPlay, inNodeModules });
}
