import { statSync } from "node:fs";
import type { Stats } from "node:fs";

import type { BundleIndex, IndexReader } from "./bundle-index.ts";
import { indexFileOf, listZips, readIndex } from "./index-file.ts";
import { openKnownContents } from "./known-contents.ts";
import type { IndexedZip, KnownContents } from "./known-contents.ts";

/** What is known of earlier bundles. Several packs of one command, which have one key, share it: each index is read once. */
export interface BundleMemory {
  readonly of: (reader: IndexReader) => EngineMemory;
}

/** What one engine has compressed. */
export interface EngineMemory {
  readonly contents: KnownContents;
  /** The index of a zip; undefined where it has none of our own that is of use. `pool` is the directory of outputs. */
  readonly read: (zip: string, pool: string | undefined) => BundleIndex | undefined;
  /** Reads the index of one zip after another below a directory, but for those that were read before. */
  readonly readMore: (pool: string) => Generator<void, void, void>;
  /** A zip has been written. */
  readonly add: (zip: Pick<IndexedZip, "file" | "index">) => void;
}

export function rememberBundles(): BundleMemory {
  const byEngine = new Map<string, EngineMemory>();
  return {
    of: (reader) => {
      const memory = byEngine.get(reader.engine) ?? openMemory(reader);
      byEngine.set(reader.engine, memory);
      return memory;
    },
  };
}

function openMemory(reader: IndexReader): EngineMemory {
  const contents = openKnownContents();
  const indexes = new Map<string, IndexedZip | undefined>();
  return { contents, read, readMore, add };

  function read(zip: string, pool: string | undefined): BundleIndex | undefined {
    const found = readOnce(zip, pool);
    return found?.isOwn === true ? found.index : undefined;
  }

  function readOnce(zip: string, pool: string | undefined): IndexedZip | undefined {
    if (indexes.has(zip)) return indexes.get(zip);
    const found = readIndexOf(zip, indexFileOf(zip, pool), reader);
    indexes.set(zip, found);
    if (found !== undefined) contents.add(found);
    return found;
  }

  function* readMore(pool: string): Generator<void, void, void> {
    for (const zip of listZips(pool)) {
      if (!indexes.has(zip) && readOnce(zip, pool) !== undefined) yield;
    }
  }

  function add({ file, index }: Pick<IndexedZip, "file" | "index">): void {
    const added = { file, index, isOwn: true, isUntouched: true };
    indexes.set(file, added);
    contents.add(added);
  }
}

/** An index without its zip is of no use, and neither is one whose zip cannot be examined. */
function readIndexOf(zip: string, indexFile: string, reader: IndexReader): IndexedZip | undefined {
  const stats = statsOf(zip);
  const found = stats === undefined ? undefined : readIndex(indexFile, reader);
  const written = found?.index.zip;
  if (stats === undefined || found === undefined || written?.size !== stats.size) return undefined;
  const isUntouched = found.isOwn && written.ino === stats.ino && written.ctimeMs === stats.ctimeMs;
  return { file: zip, ...found, isUntouched };
}

function statsOf(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}
