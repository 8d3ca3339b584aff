import nodePath from "node:path";
import type { PlatformPath } from "node:path";

import type { StagedLink } from "@lambda-pack/model";

import type { FileSystem } from "../disk/file-system.ts";

/** How links to directories of a staged bundle are made and known again on this system. */
export interface DirectoryLinks {
  /** Makes the link at `file`, which will lie in the staging directory `dir` in the end. Both are absolute. */
  readonly make: (link: StagedLink, file: string, dir: string) => void;
  /** Whether the link in the staging directory is the one that is wanted. */
  readonly isRight: (link: StagedLink, dir: string) => boolean;
}

type Disk = Pick<FileSystem, "symlinkSync" | "readlinkSync">;

/**
 * On Windows a symbolic link needs a privilege that few have, and a junction none. A junction holds an absolute path, so it is made
 * for the directory's final name, and a staging directory that is moved there has to be written again.
 */
export function directoryLinks(fs: Disk, path: PlatformPath = nodePath): DirectoryLinks {
  if (path.sep === "/") {
    return {
      make: ({ target }, file) => fs.symlinkSync(target, file),
      isRight: (link, dir) => fs.readlinkSync(path.join(dir, link.path)) === link.target,
    };
  }
  const endOf = (link: StagedLink, dir: string) => path.join(dir, path.dirname(link.path), link.target);
  return {
    make: (link, file, dir) => fs.symlinkSync(endOf(link, dir), file, "junction"),
    // What a junction leads to is told with a backslash at its end.
    isRight: (link, dir) => path.resolve(fs.readlinkSync(path.join(dir, link.path))) === path.resolve(endOf(link, dir)),
  };
}
