/** The parts of one package.json that matter here, checked and filled in: absent lists are empty, never undefined. */
export interface Manifest {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly main: string | undefined;
  /** As written; null stands for none. */
  readonly exports: unknown;
  readonly imports: unknown;
  /** Paths of the commands, as written; their names do not matter here. */
  readonly bin: readonly string[];
  /** `directories.bin`, as written: a folder whose files are all commands, where `bin` names none. */
  readonly binDirectory: string | undefined;
  /** The path that stands for `main` in browsers, as written; absent where the field is a map of replacements. */
  readonly browser: string | undefined;
  readonly dependencies: DependencyMap;
  readonly optionalDependencies: DependencyMap;
  readonly peerDependencies: DependencyMap;
  /** Names that `peerDependenciesMeta` marks as optional, declared in `peerDependencies` or not. */
  readonly optionalPeers: readonly string[];
  /** Names that travel inside of the package's own folder; `true` in package.json stands for all its dependencies. */
  readonly bundledDependencies: readonly string[];
  readonly os: readonly string[];
  readonly cpu: readonly string[];
  readonly libc: readonly string[];
  readonly files: readonly string[] | undefined;
  /** Command lines that run when it is installed: `preinstall`, `install`, `postinstall`, those that are there. */
  readonly installScripts: readonly string[];
  /** `publishConfig.directory`, as written: the part that is published, and that pnpm links others to unless `linkDirectory` is false. */
  readonly publishDirectory: string | undefined;
  /** The name of the script that builds the package, as far as a name says so. */
  readonly buildScript: string | undefined;
  /** The `lambdaPack` field as it stands; `lambda-pack` checks it. */
  readonly lambdaPack: unknown;
}

/** Dependency name (the key it is required by) → range, as written. */
export type DependencyMap = ReadonlyMap<string, string>;

/** The manifest of a package that says nothing. */
export const emptyManifest: Manifest = {
  name: undefined,
  version: undefined,
  main: undefined,
  exports: undefined,
  imports: undefined,
  bin: [],
  binDirectory: undefined,
  browser: undefined,
  dependencies: new Map(),
  optionalDependencies: new Map(),
  peerDependencies: new Map(),
  optionalPeers: [],
  bundledDependencies: [],
  os: [],
  cpu: [],
  libc: [],
  files: undefined,
  installScripts: [],
  publishDirectory: undefined,
  buildScript: undefined,
  lambdaPack: undefined,
};
