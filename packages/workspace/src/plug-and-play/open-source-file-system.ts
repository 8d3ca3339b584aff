import * as fs from "node:fs";
import * as promises from "node:fs/promises";
import type { Workspace } from "@lambda-pack/model";

/** The calls that read packages. */
export type SourceFileSystem = Pick<
  typeof promises,
  "lstat" | "open" | "readdir" | "readFile" | "readlink" | "realpath" | "stat"
>;

export interface OpenSourceFileSystem extends SourceFileSystem {
  /** Frees the memory that zips are held in: it is not JavaScript's, and nothing else gives it back at once. */
  readonly close: () => void;
}

/** Zips that are open at once: the most that is needed is one for each file that is read at the same time. */
const MAX_OPEN_ZIPS = 40;

/**
 * The file system that a workspace's packages are read through: the machine's own, unless some of them lie in zips. The
 * readers of zips are loaded only then. Whoever opens it closes it.
 */
export async function openSourceFileSystem({
  plugAndPlay,
}: Pick<Workspace, "plugAndPlay">): Promise<OpenSourceFileSystem> {
  if (plugAndPlay === undefined) return { ...promises, close: () => undefined };
  const [{ extendFs, NodeFS, PosixFS }, { ZipOpenFS }] = await Promise.all([
    import("@yarnpkg/fslib"),
    import("@yarnpkg/libzip"),
  ]);
  const zips = new ZipOpenFS({ baseFs: new NodeFS(fs), maxOpenFiles: MAX_OPEN_ZIPS, readOnlyArchives: true });
  // extendFs replaces functions of the object that it gets, and would replace those of node:fs/promises for everybody.
  const copy = { ...fs, promises: { ...promises } };
  const extended = extendFs(copy, new PosixFS(zips)).promises;
  return { ...extended, readdir: withBuffers(extended.readdir), close: () => zips.discardAndClose() };
}

/** In zips, the readers do not heed that names are asked for as bytes. */
function withBuffers(readdir: typeof promises.readdir): typeof promises.readdir {
  const wrapped = async (path: string, options?: { readonly encoding?: string }): Promise<unknown> => {
    const entries: readonly unknown[] = await readdir(path, options as Parameters<typeof readdir>[1]);
    return options?.encoding === "buffer" ? entries.map(inBytes) : entries;
  };
  return wrapped as typeof promises.readdir;
}

function inBytes(entry: unknown): unknown {
  if (typeof entry === "string") return Buffer.from(entry);
  const isNamed = typeof entry === "object" && entry !== null && "name" in entry && typeof entry.name === "string";
  return isNamed ? Object.assign(entry, { name: Buffer.from(entry.name as string) }) : entry;
}
