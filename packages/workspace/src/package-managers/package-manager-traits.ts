import type { Lockfile, Platform, Workspace } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import type { LockfileParser } from "../lockfile/lockfile-parser.ts";
import type { RootFiles } from "./root-files.ts";

/** How sure a package manager is that the workspace is its own, strongest first: layout, finished install, lockfile. */
export const evidences = ["layout", "installed", "locked"] as const;

export type Evidence = (typeof evidences)[number];

/** What lies on disk and shows which package manager was there. */
export interface Traces {
  /** Whether a path exists: a name at the root, or one in its node_modules. */
  readonly has: (path: string) => boolean;
  /** Both kinds of Yarn write a yarn.lock, each in a format of its own. */
  readonly yarnLock: "classic" | "berry" | undefined;
}

/** What a package manager notes of its install beside the packages themselves. */
export type InstallNotes = Pick<
  Workspace,
  "stores" | "injected" | "resolvedDependencies" | "replacesBundled" | "plugAndPlay"
>;

/** Where overrides may stand, in words for messages. */
export type OverridePlace =
  | "resolutions in package.json"
  | "overrides in package.json"
  | "overrides in pnpm-workspace.yaml"
  | "pnpm.overrides in package.json";

/** All that differs between package managers. A new one is a file beside this, and a line in the table. */
export interface PackageManagerTraits {
  /** What speaks for this package manager: what is on disk, not what a configuration asks for. */
  readonly recognize: (root: RootFiles, traces: Traces) => Evidence | undefined;
  /** Globs of the importers' directories, in the order in which they apply. */
  readonly importerGlobs: (root: RootFiles) => readonly string[];
  /** Whether a glob with `!` takes out what an earlier one found; otherwise it is ignored. */
  readonly honorsNegation: boolean;
  /** Whether the `workspaces` of an importer make importers too, below it. */
  readonly nestsImporters: boolean;
  /** Whether it passes over dependencies of an importer under keys that are no names; the others refuse to install. */
  readonly ignoresInvalidNames: boolean;
  /** Whether it links dependents to a package's `publishConfig.directory`. */
  readonly linksPublishDirectory: boolean;
  /** Name of a folder in which globs find no importers, besides node_modules. */
  readonly ignoredFolder?: string;
  /** Whether the root's node_modules has a link to each importer. */
  readonly linksAtRoot: boolean;
  /** Names of lockfiles and how each is parsed. */
  readonly lockfiles: ReadonlyMap<string, LockfileParser>;
  /** Whether importers may be installed one by one, each with a lockfile of its own. */
  readonly installsEachImporter: boolean;
  /** Where it heeds overrides, the place that counts first at the head. */
  readonly overridePlaces: readonly OverridePlace[];
  /** Reads what it notes of its install. Throws where an install has no files that could be packed. */
  readonly readInstall: (disk: Disk, root: RootFiles, lockfiles: readonly Lockfile[]) => Promise<InstallNotes>;
  /** Installs everything. */
  readonly installCommand: string;
  /** Installs the packages that are made for another platform. */
  readonly platformInstallCommand: (platform: Platform) => string;
  /** Lets a package's install scripts run, which newer package managers block. */
  readonly allowScriptsCommand: (name: string) => string;
  /** What runs a script of the package in whose directory it is started: `npm run build`. */
  readonly program: "npm" | "yarn" | "pnpm" | "bun";
  /** Runs a script of the named package of the workspace, started at the root. */
  readonly scriptCommand: (script: string, name: string) => string;
}

/** All packages lie in node_modules directories below the root, and no note about them is needed. */
export async function readNothing(): Promise<InstallNotes> {
  return {
    stores: [],
    injected: new Map(),
    resolvedDependencies: new Map(),
    replacesBundled: false,
    plugAndPlay: undefined,
  };
}
