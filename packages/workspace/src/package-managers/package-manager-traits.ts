import type { Platform } from "@lambda-pack/model";
import type { LockfileParser } from "../lockfile/lockfile-parser.ts";
import type { RootFiles } from "../root-files.ts";

/** How sure a package manager is that the workspace is its own, strongest first: layout, finished install, lockfile. */
export const evidences = ["layout", "installed", "locked"] as const;

export type Evidence = (typeof evidences)[number];

/** All that differs between package managers. A new one is a file beside this, and a line in the table. */
export interface PackageManagerTraits {
  /** What speaks for this package manager; `has` tells whether a path below the root exists. */
  readonly recognize: (root: RootFiles, has: (path: string) => boolean) => Evidence | undefined;
  /** Globs of the importers' directories, in the order in which they apply. */
  readonly importerGlobs: (root: RootFiles) => readonly string[];
  /** Whether a glob with `!` takes out what an earlier one found; otherwise it is ignored. */
  readonly honorsNegation: boolean;
  /** Names of lockfiles and how each is parsed. */
  readonly lockfiles: ReadonlyMap<string, LockfileParser>;
  /** Whether each importer is installed on its own, with a lockfile of its own. */
  readonly installsEachImporter: boolean;
  /** Installs everything. */
  readonly installCommand: string;
  /** Installs the packages that are made for another platform. */
  readonly platformInstallCommand: (platform: Platform) => string;
}
