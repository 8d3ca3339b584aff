import * as fs from "node:fs";
import * as promises from "node:fs/promises";
import type { Workspace } from "@lambda-pack/model";

/** The calls that read packages. All but that of the writer are synchronous: a promise costs more than most answers. */
export type SourceFileSystem = SynchronousFileSystem & Pick<typeof promises, "open">;

type SynchronousFileSystem = Pick<
  typeof fs,
  | "closeSync"
  | "fstatSync"
  | "lstatSync"
  | "openSync"
  | "readdirSync"
  | "readFileSync"
  | "readlinkSync"
  | "readSync"
  | "realpathSync"
  | "statSync"
>;

export interface OpenSourceFileSystem extends SourceFileSystem {
  /** Frees the memory that zips are held in: it is not JavaScript's, and nothing else gives it back at once. */
  readonly close: () => void;
}

/** The machine's own. Links are followed by the system, which asks once where Node's own code asks for each folder. */
const disk: SynchronousFileSystem = {
  ...synchronousOf(fs),
  realpathSync: fs.realpathSync.native as typeof fs.realpathSync,
};

/** Zips that are open at once: the most that is needed is one for each file that is read at the same time. */
const MAX_OPEN_ZIPS = 40;

/**
 * The file system that a workspace's packages are read through: the machine's own, unless some of them lie in zips. The
 * readers of zips are loaded only then. The caller closes it.
 */
export async function openSourceFileSystem({
  plugAndPlay,
}: Pick<Workspace, "plugAndPlay">): Promise<OpenSourceFileSystem> {
  if (plugAndPlay === undefined) return { ...disk, open: promises.open, close: () => undefined };
  const [{ extendFs, NodeFS, PosixFS }, { ZipOpenFS }] = await Promise.all([
    import("@yarnpkg/fslib"),
    import("@yarnpkg/libzip"),
  ]);
  const baseFs = new NodeFS({ ...fs, realpathSync: fs.realpathSync.native } as typeof fs);
  const zips = new ZipOpenFS({ baseFs, maxOpenFiles: MAX_OPEN_ZIPS, readOnlyArchives: true });
  // extendFs replaces functions of the object that it gets, and would replace those of node:fs/promises for everybody.
  const extended = extendFs({ ...fs, promises: { ...promises } }, new PosixFS(zips));
  return {
    ...synchronousOf(extended),
    readdirSync: withBuffers(extended.readdirSync),
    open: extended.promises.open,
    close: () => zips.discardAndClose(),
  };
}

/** The calls of `from` that wait for their answers. */
function synchronousOf(from: SynchronousFileSystem): SynchronousFileSystem {
  const { closeSync, fstatSync, lstatSync, openSync, readdirSync } = from;
  const { readFileSync, readlinkSync, readSync, realpathSync, statSync } = from;
  return {
    closeSync,
    fstatSync,
    lstatSync,
    openSync,
    readdirSync,
    readFileSync,
    readlinkSync,
    readSync,
    realpathSync,
    statSync,
  };
}

/** In zips, the readers do not heed that names are asked for as bytes. */
function withBuffers(readdir: typeof fs.readdirSync): typeof fs.readdirSync {
  const wrapped = (path: string, options?: { readonly encoding?: string }): unknown => {
    const entries: readonly unknown[] = readdir(path, options as Parameters<typeof readdir>[1]);
    return options?.encoding === "buffer" ? entries.map(inBytes) : entries;
  };
  return wrapped as typeof fs.readdirSync;
}

function inBytes(entry: unknown): unknown {
  if (typeof entry === "string") return Buffer.from(entry);
  const isNamed = typeof entry === "object" && entry !== null && "name" in entry && typeof entry.name === "string";
  return isNamed ? Object.assign(entry, { name: Buffer.from(entry.name as string) }) : entry;
}
