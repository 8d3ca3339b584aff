import type { ArchiveFormat, StageMode } from "@lambda-pack/model";

/** What the command line, a `lambdaPack` field and a config file can set, by the same names. */
export interface Settings {
  /** The archive to write. Default: `.lambda-pack/<name>.<format>` at the workspace root. */
  readonly out?: string;
  /** The archive's format: `zip` for functions and layers, `tar` and `tar.gz` for container images. Default: `zip`. */
  readonly format?: ArchiveFormat;
  /** Directory to write the files of the bundle to; only what differs is written, and what does not belong is removed. Default: `.lambda-pack/<name>/`. */
  readonly stageDir?: string;
  /** How files get into the staging directory. Default: `auto`. */
  readonly stageMode?: StageMode;
  /** `false` writes no staging directory. */
  readonly stage?: boolean;
  /** `false` writes no archive. */
  readonly zip?: boolean;
  /** Directory inside of the archive that the bundle lies under, such as `nodejs`. Default: the archive's root. */
  readonly prefix?: string;
  /** How hard to compress, from 0, which stores, to 9. Default: 6. */
  readonly level?: number;
  /** Globs of files of the target that are packed although its rules leave them out. */
  readonly include?: readonly string[];
  /** Globs of files of the target that are left out. */
  readonly exclude?: readonly string[];
  /** Names or globs of dependencies that are left out, with all that only they need. */
  readonly excludePackages?: readonly string[];
  /** Names of installed packages that the target needs without declaring them. */
  readonly includePackages?: readonly string[];
  /** The function's processor. Default: `x64`. */
  readonly arch?: Arch;
  /** The function's runtime, such as `nodejs22.x`. */
  readonly runtime?: string;
  /** The function's handler, as Lambda is told it, such as `index.handler`: what is checked when a bundle is. Default: none. */
  readonly handler?: string;
  /** Loads the handler out of the finished zip before it is put in place; one that cannot be loaded fails the pack. Default: `false`. */
  readonly smoke?: boolean;
  /** Root of a second install of the workspace, for the function's platform, that missing platform packages are taken from. */
  readonly platformPackages?: string;
  /** Leaves out binaries for other platforms inside of third-party packages. Default: `false`. */
  readonly prunePlatforms?: boolean;
  /** Most bytes that the bundle may have unpacked. Default: Lambda's limit, 262,144,000; for a tar that of images, 10,000,000,000. */
  readonly maxSize?: number;
  /** Most bytes that the zip may have; a tar may have any number. Default: Lambda's limit for a direct upload, 52,428,800. */
  readonly maxZipSize?: number;
  /** Problems fail the pack; what was written earlier stays. */
  readonly strict?: boolean;
  /** Most threads that compress; what is written does not depend on it. Default: one for each core, at most 8. */
  readonly concurrency?: number;
  /** `false` trusts nothing of earlier bundles: every file is read and compressed again. */
  readonly cache?: boolean;
  /** Reads every file again, trusting no file times; what is compressed already is reused. Default: `false`. */
  readonly verifyCache?: boolean;
  /** File rules for dependencies by `name`, `name@range`, or `*` for all. Rules that fit one package add up. */
  readonly dependencies?: Readonly<Record<string, FileRules>>;
}

export type Arch = "x64" | "arm64";

/** Globs of files of one package, from its own directory, in the syntax of fast-glob. */
export interface FileRules {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}
