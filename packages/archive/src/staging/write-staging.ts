import { constants } from "node:fs";
import { join, posix } from "node:path";

import type { StagedFile, StagedLink, StageMode } from "@lambda-pack/model";

import { orWriteFailed, outputWriteFailed, stagedLinkFailed } from "../disk/file-errors.ts";
import type { FileSystem } from "../disk/file-system.ts";
import type { FileStamp } from "../reuse/file-stamp.ts";
import { makeTemporaryDirectory, removeDirectory } from "../outputs/temporary-directory.ts";
import type { StageRequest } from "../threads/batch.ts";
import { replaceStaged, updateStaged } from "./change-staged.ts";
import { directoryLinks } from "./directory-link.ts";
import { OutdatedStaging } from "./outdated-staging.ts";
import type { Staged } from "./read-staged.ts";

export interface StagingOptions {
  readonly mode: StageMode;
  /** What an earlier run has left there, to go on from; without it, everything is written again. */
  readonly earlier: Staged | undefined;
  /** Absolute path of its index. */
  readonly indexFile: string;
  /** Paths of files in the directory that no run has put there: they stay. */
  readonly foreign: readonly string[];
  /** A file that will be staged, on which is tried what the file system can do. */
  readonly sample: string | undefined;
  /** Absolute path of the directory of outputs. */
  readonly pool: string | undefined;
  readonly fs: FileSystem;
}

/**
 * A staging directory that is being written beside its final name. After any failure, and only then, `abort` is called: it
 * removes what was written and undoes a commit.
 */
export interface StagingWriter {
  /** Absolute path of a directory for what serves to write this one. */
  readonly directory: string;
  /** When it was opened, by the clock of the file system, in milliseconds. */
  readonly openedMs: number;
  /**
   * What to ask of the reader of a file: it is written then, but for one that has the digest `unless`. Staged files have the modes of
   * the list, whatever the umask, and a modification time by which a later run knows them as its own.
   */
  readonly request: (file: StagedFile, unless: Uint8Array | undefined) => StageRequest;
  /** The file that was asked for, at this position of the list, has been written. */
  readonly add: (file: StagedFile, position: number) => void;
  readonly addLink: (link: StagedLink) => void;
  /** Numbers of the inodes, of which the directory has one once it is in place. */
  readonly inodes: () => readonly number[];
  /** Puts what was written in place. Throws `OutdatedStaging` when another run has changed what was to be gone on from. */
  readonly commit: () => Promise<void>;
  /** By which a later run knows staged files that the commit has renamed, by their positions. */
  readonly renamed: () => Iterable<readonly [position: number, FileStamp]>;
  readonly abort: () => Promise<void>;
  /** Removes what served only to undo the commit. */
  readonly close: () => Promise<void>;
}

/** Opens a staging directory beside `dir`, an absolute path. */
export async function writeStaging(dir: string, options: StagingOptions): Promise<StagingWriter> {
  const { fs, pool, earlier, indexFile, foreign } = options;
  const directory = await makeTemporaryDirectory(dir, { pool, fs });
  const fresh = join(directory, "new");
  const added: string[] = [];
  const toRename: (readonly [position: number, path: string])[] = [];
  let renamed: readonly (readonly [position: number, FileStamp])[] = [];
  const tree = openTree({ fresh, shown: dir, fs });
  const { how, openedMs } = await start().catch(async (error: unknown) => {
    await removeDirectory(directory, fs);
    throw outputWriteFailed(dir, error);
  });
  const places = { dir, indexFile, fresh, temporary: directory, foreign, fs };
  const change =
    earlier === undefined ? replaceStaged(places) : updateStaged({ ...places, earlier, added, onChanged: noteRenamed });

  return {
    directory,
    openedMs,
    request: (file, unless) => ({ ...tree.place(file, how), unless }),
    add: ({ path }, position) => {
      added.push(path);
      if (earlier !== undefined) toRename.push([position, path]);
    },
    addLink: (link) => {
      tree.addLink(link);
      added.push(link.path);
    },
    commit: async () => {
      try {
        await change.commit();
      } catch (error) {
        throw error instanceof OutdatedStaging ? error : outputWriteFailed(dir, error);
      }
    },
    inodes: () => [dir, fresh].flatMap((path) => inodeOf(path, fs) ?? []),
    renamed: () => renamed,
    abort: async () => {
      await change.undo();
      await removeDirectory(directory, fs);
    },
    close: () => orWriteFailed(dir, removeDirectory(directory, fs)),
  };

  async function start() {
    tree.makeRoot();
    return { how: howToStage(options, join(directory, "try")), openedMs: fs.lstatSync(directory).ctimeMs };
  }

  /** While the directory is away: once it is back, another run may put its own there. */
  function noteRenamed(changed: string): void {
    renamed = toRename.map(([position, path]) => [position, fs.lstatSync(join(changed, path))]);
  }
}

function inodeOf(path: string, fs: FileSystem): number | undefined {
  try {
    return fs.lstatSync(path).ino;
  } catch {
    return undefined;
  }
}

/** Clones where the file system can make one of a file that will be staged. */
function howToStage({ mode, sample, fs }: StagingOptions, clone: string): StageRequest["how"] {
  if (mode !== "auto") return mode;
  if (sample === undefined) return "copy";
  try {
    fs.copyFileSync(sample, clone, constants.COPYFILE_FICLONE_FORCE);
    fs.rmSync(clone);
    return "clone";
  } catch {
    return "copy";
  }
}

interface TreeOptions {
  /** Absolute path of a directory that does not exist. */
  readonly fresh: string;
  /** Where it will lie in the end, for messages. */
  readonly shown: string;
  readonly fs: FileSystem;
}

/** Where the files and links of a new tree go; the folders that they lie in are made. */
function openTree({ fresh, shown, fs }: TreeOptions) {
  const folders = openFolders(fresh, fs);
  const links = directoryLinks(fs);
  return {
    makeRoot: () => folders.make(""),
    place: ({ path, mode }: StagedFile, how: StageRequest["how"]): StageRequest => {
      orFail(path, () => folders.make(posix.dirname(path)));
      // By the times of these a later run knows the directory as its own.
      const isMark = posix.basename(path) === "package.json";
      return { file: join(fresh, path), shown: join(shown, path), mode, how: isMark ? "copy" : how };
    },
    addLink: (link: StagedLink): void => {
      orFail(link.path, () => folders.make(posix.dirname(link.path)));
      try {
        links.make(link, join(fresh, link.path), shown);
      } catch (error) {
        throw stagedLinkFailed(join(shown, link.path), error);
      }
    },
  };

  function orFail(path: string, step: () => void): void {
    try {
      step();
    } catch (error) {
      throw outputWriteFailed(join(shown, path), error);
    }
  }
}

/** The folders of a new tree, each made once, with those above it. */
function openFolders(root: string, fs: FileSystem): { readonly make: (path: string) => void } {
  const made = new Set<string>();
  return { make };

  function make(path: string): void {
    const plain = path === "." ? "" : path;
    if (made.has(plain)) return;
    if (plain !== "") make(posix.dirname(plain));
    fs.mkdirSync(join(root, plain));
    // mkdir obeys the umask.
    fs.chmodSync(join(root, plain), 0o755);
    made.add(plain);
  }
}
