import type { Manifest, Platform } from "@lambda-pack/model";

import type { SourceFileSystem } from "./file-system.ts";

/** One installed package whose files are wanted. */
export interface ListOptions {
  /** Absolute real path of the package. */
  readonly dir: string;
  /** `name@version`, for problems. */
  readonly label: string;
  /** `dir` relative to the root, for messages; empty for the root itself. */
  readonly path: string;
  /** Absolute real path of the workspace root. */
  readonly root: string;
  /** A package of the workspace, whose folder holds more than what is published. */
  readonly importer: boolean;
  readonly manifest: Manifest;
  /** Paths below `dir` of packages that travel inside of a third-party package: `node_modules/ms`. */
  readonly bundled: readonly string[];
  /** Globs relative to `dir`, in fast-glob's syntax, that bring back what the rules leave out. */
  readonly include?: readonly string[];
  /** Globs relative to `dir` of what is left out; the package's own package.json always stays. */
  readonly exclude?: readonly string[];
  /** Files of a third-party package that are made for other platforms are left out; without it, all stay. */
  readonly onlyPlatform?: Platform | undefined;
  /** How its install script is allowed to run; where it is given, native code without a binary is a problem. */
  readonly allowScripts?: string | undefined;
  /** Absolute real paths that are never packed: directories of other importers, outputs of this run. */
  readonly leaveOut: readonly string[];
  /** Where the package is read from; the disk unless given. */
  readonly fs?: SourceFileSystem | undefined;
}

/** How a file of the package is named in messages: from the workspace root. */
export function shownPath(options: Pick<ListOptions, "path">, path: string): string {
  if (options.path === "") return path;
  return path === "" ? options.path : `${options.path}/${path}`;
}
