import type { Manifest } from "./manifest.ts";
import type { PackError } from "./error.ts";

/** How the packages of the workspace were installed; decides hints and lockfiles, never where files are. */
export type PackageManager = "npm" | "yarn-classic" | "yarn-berry" | "pnpm" | "bun" | "lerna";

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
  /** Absolute real directories outside of the root in which the package manager itself keeps packages: its store or cache. */
  readonly stores: readonly string[];
  /** Absolute real directory of a copy that the package manager made of a package of the workspace → that package's own. */
  readonly injected: ReadonlyMap<string, string>;
  /** Where packages are when there is no node_modules. */
  readonly plugAndPlay: PlugAndPlay | undefined;
  /** The command that installs everything, for hints: `yarn install`. */
  readonly installCommand: string;
}

/** What Yarn's data file says of an install without node_modules. Locators are `name@reference`, as in a lockfile. */
export interface PlugAndPlay {
  readonly packages: ReadonlyMap<string, PlugAndPlayPackage>;
  /** The root's own locator, whose dependencies others may fall back to; undefined where they may not. */
  readonly fallback: string | undefined;
  /** Name → locator of what is found when neither a package nor the root declares it. */
  readonly fallbackPool: ReadonlyMap<string, string>;
  /** Locators that may not fall back. */
  readonly withoutFallback: ReadonlySet<string>;
}

export interface PlugAndPlayPackage {
  /** Absolute directory, maybe inside of a zip; packages whose peers differ share one through `__virtual__` paths. */
  readonly location: string;
  /** Name that it is required by → locator; undefined for a peer that nobody gives. */
  readonly dependencies: ReadonlyMap<string, string | undefined>;
  /** A directory that is linked without its dependencies (`link:`): what lies in it looks as its surroundings do. */
  readonly linkedOnly: boolean;
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
