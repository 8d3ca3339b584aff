/** What the command line, a `lambdaPack` field and a config file can set, by the same names. */
export interface Settings {
  /** The zip to write. Default: `.lambda-pack/<name>.zip` at the workspace root. */
  readonly out?: string;
  /** Directory to write the files of the bundle to; replaced as a whole. Default: `.lambda-pack/<name>/`. */
  readonly stageDir?: string;
  /** `false` writes no staging directory. */
  readonly stage?: boolean;
  /** `false` writes no zip. */
  readonly zip?: boolean;
  /** Directory inside of the zip that the bundle lies under, such as `nodejs`. Default: the zip's root. */
  readonly prefix?: string;
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
  /** Root of a second install of the workspace, for the function's platform, that missing platform packages are taken from. */
  readonly platformPackages?: string;
  /** Leaves out binaries for other platforms inside of third-party packages. Default: `false`. */
  readonly prunePlatforms?: boolean;
  /** Most bytes that the bundle may have unzipped. Default: Lambda's limit, 262,144,000. */
  readonly maxSize?: number;
  /** Most bytes that the zip may have. Default: Lambda's limit for a direct upload, 52,428,800. */
  readonly maxZipSize?: number;
  /** Problems fail the pack; what was written earlier stays. */
  readonly strict?: boolean;
  /** File rules for dependencies by `name`, `name@range`, or `*` for all. Rules that fit one package add up. */
  readonly dependencies?: Readonly<Record<string, FileRules>>;
}

export type Arch = "x64" | "arm64";

/** Globs of files of one package, from its own directory, in the syntax of fast-glob. */
export interface FileRules {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}
