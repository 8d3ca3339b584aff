import { statSync } from "node:fs";

import type { BundleIndex } from "./bundle-index.ts";
import { indexFileOf, listZips, readIndex } from "./index-file.ts";
import { openKnownContents } from "./known-contents.ts";
import type { IndexedZip, KnownContents } from "./known-contents.ts";

/** What is known of earlier bundles. Several packs of one command share it: each index is read once. */
export interface BundleMemory {
  readonly of: (engine: string) => EngineMemory;
}

/** What one engine has compressed. */
export interface EngineMemory {
  readonly contents: KnownContents;
  /** The index of a zip; undefined where it has none that is of use. `pool` is the directory of outputs. */
  readonly read: (zip: string, pool: string | undefined) => BundleIndex | undefined;
  /** Reads the index of one zip after another below a directory, but for those that were read before. */
  readonly readMore: (pool: string) => Generator<void, void, void>;
  /** A zip has been written. */
  readonly add: (zip: IndexedZip) => void;
}

export function rememberBundles(): BundleMemory {
  const byEngine = new Map<string, EngineMemory>();
  return {
    of: (engine) => {
      const memory = byEngine.get(engine) ?? openMemory(engine);
      byEngine.set(engine, memory);
      return memory;
    },
  };
}

function openMemory(engine: string): EngineMemory {
  const contents = openKnownContents();
  const indexes = new Map<string, BundleIndex | undefined>();
  return { contents, read, readMore, add };

  function read(zip: string, pool: string | undefined): BundleIndex | undefined {
    if (!indexes.has(zip)) {
      const index = readIndexOf(zip, { pool, engine });
      indexes.set(zip, index);
      if (index !== undefined) contents.add({ file: zip, index });
    }
    return indexes.get(zip);
  }

  function* readMore(pool: string): Generator<void, void, void> {
    for (const zip of listZips(pool)) {
      if (!indexes.has(zip) && read(zip, pool) !== undefined) yield;
    }
  }

  function add(zip: IndexedZip): void {
    indexes.set(zip.file, zip.index);
    contents.add(zip);
  }
}

/** An index without its zip is of no use, and neither is one whose zip cannot be examined. */
function readIndexOf(
  zip: string,
  { pool, engine }: { readonly pool: string | undefined; readonly engine: string },
): BundleIndex | undefined {
  const size = sizeOf(zip);
  const index = size === undefined ? undefined : readIndex(indexFileOf(zip, pool), engine);
  return index?.zip?.size === size ? index : undefined;
}

function sizeOf(file: string): number | undefined {
  try {
    return statSync(file).size;
  } catch {
    return undefined;
  }
}
