import type { Manifest } from "./manifest.ts";
import type { PackError } from "./error.ts";

/** How the packages of the workspace were installed; decides hints and lockfiles, never where files are. */
export type PackageManager = "npm" | "yarn-classic" | "lerna";

/** The whole monorepo, as found on disk. */
export interface Workspace {
  /** Absolute real path. */
  readonly root: string;
  readonly packageManager: PackageManager;
  /** Every package the workspace globs match, and the root itself, ordered by directory. */
  readonly importers: readonly Importer[];
  /** The globs over directories, relative to the root, that make importers; `!` takes away what those before it match. */
  readonly importerGlobs: readonly string[];
  /** The root's first, then those of Lerna packages that were installed on their own. */
  readonly lockfiles: readonly Lockfile[];
  /** Names that the root's `resolutions` or `overrides` speak of: their ranges are not to be trusted. */
  readonly overriddenNames: ReadonlySet<string>;
  /** The command that installs everything, for hints: `yarn install`. */
  readonly installCommand: string;
}

/** One package of the workspace. A broken one is kept with its error, which is thrown only when it is needed. */
export interface Importer {
  /** Absolute real path. */
  readonly dir: string;
  /** Path from the root with forward slashes; empty for the root itself. */
  readonly path: string;
  readonly name: string | undefined;
  readonly manifest: Manifest | PackError;
}

/** What a lockfile fixes. Read to find stale installs and platform packages, never to find files. */
export interface Lockfile {
  /** Absolute path of the file. */
  readonly file: string;
  /** Directory whose install it describes. */
  readonly dir: string;
  /** `name@range` as the dependant asks for it → version (Yarn classic). */
  readonly byDescriptor: ReadonlyMap<string, LockedPackage>;
  /** Path of an installed package below `dir`, with forward slashes → version (npm). */
  readonly byLocation: ReadonlyMap<string, LockedPackage>;
  /** Why it could not be read: kept for a package that is installed on its own, and thrown only when it is needed. */
  readonly error?: PackError;
}

export interface LockedPackage {
  readonly version: string;
  readonly os: readonly string[];
  readonly cpu: readonly string[];
  readonly libc: readonly string[];
}
