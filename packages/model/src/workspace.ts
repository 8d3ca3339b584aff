import type { Manifest } from "./manifest/manifest.ts";
import type { PackError } from "./problems/error.ts";

/** How the packages of the workspace were installed; decides hints and lockfiles, never where files are. */
export type PackageManager = "npm" | "yarn-classic" | "yarn-berry" | "pnpm" | "bun" | "lerna";

/** The whole monorepo, as found on disk. */
export interface Workspace {
  /** Absolute real path: where outputs and settings lie, and what paths in messages start from. */
  readonly root: string;
  /** Absolute real path of the directory that the package manager installs from: the root, but for Rush, where it lies below. */
  readonly installRoot: string;
  /** Absolute real directories of packages that the globs name outside of the root (`../apps/*`). */
  readonly outsideDirs: readonly string[];
  readonly packageManager: PackageManager;
  /** Every package the workspace globs match but for parts of another one, and the root itself where it is one, ordered by directory. */
  readonly importers: readonly Importer[];
  /** The globs over directories, relative to the root, that make importers; `!` takes away what those before it match. */
  readonly importerGlobs: readonly string[];
  /** The root's first, then those of importers that were installed on their own (Lerna, pnpm). */
  readonly lockfiles: readonly Lockfile[];
  /** Name of a package of the workspace → the directory that others are linked to and that is not built yet, from the root. */
  readonly unbuiltDirs: ReadonlyMap<string, string>;
  /** Name whose version the root decides → where it does, for messages: `resolutions in package.json`. */
  readonly overriddenNames: ReadonlyMap<string, string>;
  /**
   * Absolute real directories outside of the root that belong to the install: the package manager's own store or cache, and where a
   * linked node_modules leads to.
   */
  readonly stores: readonly string[];
  /** Absolute real directory that a node_modules of the workspace leads to by a link → that link's own path. Never content. */
  readonly linkedModules: ReadonlyMap<string, string>;
  /** Absolute real directory of a copy that the package manager made of a package of the workspace → that package's own. */
  readonly injected: ReadonlyMap<string, string>;
  /** What third-party packages get whatever their package.json says, by directory, by location, or as `knex@1.0.0`. */
  readonly resolvedDependencies: ReadonlyMap<string, ResolvedDependencies>;
  /** Whether packages lost what their makers had put into their folders: what is there now is installed like any other package. */
  readonly replacesBundled: boolean;
  /** Where packages are when there is no node_modules. */
  readonly plugAndPlay: PlugAndPlay | undefined;
  /** The command that installs everything, for hints: `yarn install`. */
  readonly installCommand: string;
}

/**
 * The dependencies of one package as its package manager resolved them. Package extensions add some and take some away
 * (`packageExtensions`, hooks of pnpm, lists that Yarn and pnpm come with).
 */
export interface ResolvedDependencies {
  /** Every name that the package manager lets it find; its own may be among them. */
  readonly names: ReadonlyMap<string, "dependencies" | "peerDependencies">;
  /** Whether a name that is not there was taken away; otherwise nothing is known of it. */
  readonly exhaustive: boolean;
}

/** What Plug'n'Play's data says of an install without node_modules. Packages are known by their locations: absolute paths. */
export interface PlugAndPlay {
  readonly packages: ReadonlyMap<string, PlugAndPlayPackage>;
  /** Name → location of what a package may find though it does not declare it, because the root has it. */
  readonly fallbacks: ReadonlyMap<string, string>;
}

export interface PlugAndPlayPackage {
  /** Where the files are, maybe inside of a zip. Packages that differ in their peers alone share it, each with a location of its own. */
  readonly dir: string;
  /** Name that it is required by → location; undefined for a peer that no dependent provides. */
  readonly dependencies: ReadonlyMap<string, string | undefined>;
  /** Those of the dependencies that are peers. */
  readonly peers: ReadonlySet<string>;
  /** Linked without its dependencies (`link:`): code in it finds what code around it finds. */
  readonly linkedOnly: boolean;
  /** Kept out of Plug'n'Play (`pnpIgnorePatterns`): code in it finds what Node finds. */
  readonly ignored: boolean;
  readonly mayFallBack: boolean;
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
  readonly locked: LockedPackages;
  /** Why it could not be read: kept for a package that is installed on its own, and thrown only when it is needed. */
  readonly error?: PackError;
}

/**
 * What a dependency leads to, by who asks for it under which name. The same form for every package manager:
 * - `./packages/database > ms`: what lies at this path below the lockfile asks; `. > ms` is the lockfile's own directory;
 * - `knex@1.0.0 > ms`: a package asks; `knex > ms` where the lockfile does not say its version;
 * - `ms@^2.0.0`: anybody asks with this range, in lockfiles that do not list who depends on what (Yarn classic);
 * - `ms`: all that anybody gets under the name.
 * There are several answers where copies of one package get different ones.
 */
export type LockedPackages = ReadonlyMap<string, readonly LockedPackage[]>;

export interface LockedPackage {
  /** The text that stands for it where it has no version that could go stale: `link:../shared`. */
  readonly version: string;
  /** Absent where the lockfile says nothing of platforms (Yarn classic). */
  readonly platform?: LockedPlatform;
}

/** As in package.json; empty lists stand for all. */
export interface LockedPlatform {
  readonly os: readonly string[];
  readonly cpu: readonly string[];
  readonly libc: readonly string[];
}
