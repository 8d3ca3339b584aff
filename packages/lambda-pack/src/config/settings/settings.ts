import type { ArchiveFormat, LinkMode, Severity, StageMode } from "@lambda-pack/model";

/** What the command line, a `lambdaPack` field and a config file can set, by the same names. */
export interface Settings {
  /** Path of the archive. In a file of the project, a place in the workspace: not in another package, `node_modules` or `.git`. The command line may name any place. Default: `<root>/.lambda-pack/<name>.<format>`. */
  readonly out?: string;
  /** Format of the archive: zip for functions and layers, tar or tar.gz for container images. Default: `zip`. */
  readonly format?: ArchiveFormat;
  /** Staging directory, which holds the files of the archive. Only files that differ are written, and files of earlier packs that do not belong there any more are removed; files that lambda-pack did not write stay. Default: `<root>/.lambda-pack/<name>/`. */
  readonly stageDir?: string;
  /** How to stage files: auto (clones, or else copies), copy, or link (hard links to the installed files). With `link`, editing a staged file edits the installed file too. Default: `auto`. */
  readonly stageMode?: StageMode;
  /** Write the staging directory. Default: `true`. */
  readonly stage?: boolean;
  /** Write the archive. Default: `true`. */
  readonly zip?: boolean;
  /** Directory in the archive to put the bundle in, such as nodejs for a layer. */
  readonly prefix?: string;
  /** How to place packages that are needed in several places: auto (links to one), or never (copies). With `never`, for tools that do not restore links, each copy is a module of its own, which is the problem `module-split`. Default: `auto`. */
  readonly links?: LinkMode;
  /** Compression level: 0 stores, 9 compresses most. Default: `6`. */
  readonly level?: number;
  /** Pack files of the package that are left out by default. Globs, relative to its directory. */
  readonly include?: readonly string[];
  /** Leave out files of the package. Globs, relative to its directory. */
  readonly exclude?: readonly string[];
  /** Leave out dependencies (names or globs), and what only they require. */
  readonly excludePackages?: readonly string[];
  /** Add installed packages that the package requires but does not declare. */
  readonly includePackages?: readonly string[];
  /** Pack only these of the package's dependencies (names or globs), with all that they require. For a package whose build bundles the others. What `includePackages` names is added, and what `excludePackages` names left out. */
  readonly onlyPackages?: readonly string[];
  /** Leave out files of dependencies that no code loads. `files` leaves out declarations, source maps and Markdown; `reachable` leaves out whatever nothing leads to from the package's own files. Own packages are never trimmed. As an object: `mode`, and names of packages that are kept `whole`, files to `include` (`pkg/lib/**`), and packages of which only what literals name is `reachable`. */
  readonly trim?: TrimMode | TrimSettings;
  /** Architecture of the function. Default: `x64`. */
  readonly arch?: Arch;
  /** Runtime of the function. Default: `nodejs22.x`. */
  readonly runtime?: string;
  /** Handler of the function, such as index.handler. `check` verifies it. `invoke`, `serve` and `smoke` load it, by default the export `handler` of the file that `main` in package.json names. */
  readonly handler?: string;
  /** Handlers of several functions of one bundle. Each is verified by `check`, loaded by `smoke`, and where `trim` begins. `invoke` and `serve` load `handler`, or else the first of them. */
  readonly handlers?: readonly string[];
  /** Load the handler from the finished zip, and keep the earlier one if that fails. The earlier staging directory stays, too. Default: `false`. */
  readonly smoke?: boolean;
  /** Fail if trim leaves out a file that invoke --record has recorded. The record has to be of the same sources, whole or trimmed. Of several packages, each takes the records of its own bundle. */
  readonly opened?: readonly string[];
  /** Read lambda-pack.config.js, .mjs or .json at the workspace root. A `.js` or `.mjs` file is run. Cannot be set in such a file. Default: `true`. */
  readonly config?: boolean;
  /** Take missing platform packages from a second install. That install must be for the function's platform. */
  readonly platformPackages?: string;
  /** Leave out binaries of dependencies for other platforms. Default: `false`. */
  readonly prunePlatforms?: boolean;
  /** Maximum unzipped size in bytes. The default is Lambda's limit; for a tar, it is the limit for container images, 10000000000. Default: `262144000`. */
  readonly maxSize?: number;
  /** Maximum size of the zip in bytes. The default is Lambda's limit for a direct upload. A tar may have any size. Default: `52428800`. */
  readonly maxZipSize?: number;
  /** Fail if there are problems, and write nothing. Default: `false`. */
  readonly strict?: boolean;
  /** Severity of a kind[:package] of problem: off, note, warning or error. Kinds of problems and findings are listed in docs/problems.md. */
  readonly problems?: ProblemSettings;
  /** Maximum number of threads that compress. What is written does not depend on it. Default: one per core, at most 8. */
  readonly concurrency?: number;
  /** Reuse what earlier bundles have compressed. When nothing is reused, every file is read and compressed again. Default: `true`. */
  readonly cache?: boolean;
  /** Read every file again instead of trusting file times. What is already compressed is still reused. Default: `false`. */
  readonly verifyCache?: boolean;
  /** Files of dependencies to include or exclude, by name, name@range, or * for all. All rules that match a package apply. */
  readonly dependencies?: Readonly<Record<string, FileRules>>;
}

/** By kind, for all packages or by `name`, `name@range` and `*`. */
export type ProblemSettings = Readonly<Record<string, ProblemSeverity | Readonly<Record<string, ProblemSeverity>>>>;

/** `off` reports nothing; an `error` fails the pack, and a `warning` does under `--strict`. */
export type ProblemSeverity = "off" | Severity;

export type TrimMode = "off" | "files" | "reachable";

export interface TrimSettings {
  readonly mode: TrimMode;
  /** Names of packages that are kept whole. */
  readonly whole?: readonly string[];
  /** Files of packages that are kept, with all that they load: a package's name, a slash, and a glob. */
  readonly include?: readonly string[];
  /** Names of packages that load nothing but what their literals lead to, whatever they compute. */
  readonly reachable?: readonly string[];
}

export type Arch = "x64" | "arm64";

/** Globs of files of one package, from its own directory, in the syntax of fast-glob. */
export interface FileRules {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}
