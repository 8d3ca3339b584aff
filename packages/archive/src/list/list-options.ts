import type { Platform } from "@lambda-pack/model";

import type { PackageWalk } from "../walk/remember-walks.ts";
import type { WalkOptions } from "../walk/walk-options.ts";

/** One installed package whose files are wanted. */
export interface ListOptions extends WalkOptions {
  /** Globs relative to `dir`, in fast-glob's syntax, that add what the rules leave out. */
  readonly include?: readonly string[];
  /** Globs relative to `dir` of what is left out; the package's own package.json always stays. */
  readonly exclude?: readonly string[];
  /** Files of a third-party package that are made for other platforms are left out; without it, all stay. */
  readonly onlyPlatform?: Platform | undefined;
  /** How its install script is allowed to run; where it is given, native code without a binary is a problem. */
  readonly allowScripts?: string | undefined;
  /** Handlers of functions, where the package is the target: the folders that they lie in are content, whatever their names. */
  readonly handlers?: readonly string[] | undefined;
  /** How the package's folder is walked: each time, unless `rememberWalks` gave it. */
  readonly walk?: PackageWalk | undefined;
}
