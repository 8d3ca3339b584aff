import type { PlatformPath } from "node:path";

import type { Manifest } from "@lambda-pack/model";

import type { SourceFileSystem } from "../disk/file-system.ts";

/** One installed package, and what is packed of it in no case. */
export interface WalkOptions {
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
  /** Absolute real paths that are never packed: directories of importers, outputs of this run. Its own does not count. */
  readonly leaveOut: ReadonlySet<string>;
  /** Where the package is read from; the disk unless given. */
  readonly fs?: SourceFileSystem | undefined;
  /** Rules of the paths on that disk; those of this system unless given. */
  readonly platform?: Pick<PlatformPath, "sep"> | undefined;
}

/** How a file of the package is named in messages: from the workspace root. */
export function shownPath(options: Pick<WalkOptions, "path">, path: string): string {
  if (options.path === "") return path;
  return path === "" ? options.path : `${options.path}/${path}`;
}
