import { once } from "node:events";
import { pipeline } from "node:stream/promises";

import { TarArchive } from "archiver";

import type { TarEntry } from "./tar-entry.ts";

export interface TarStreamOptions {
  /** Level of gzip; without one, the tar is not compressed. */
  readonly level: number | undefined;
  /** Called with one piece after another, each when the one before it has been written. */
  readonly write: (piece: Buffer) => Promise<void>;
}

export interface TarStream {
  /** Resolves when the entry is in the stream and the stream has room for the next one. One at a time. */
  readonly add: (content: Buffer, entry: TarEntry) => Promise<void>;
  /** Everything is written afterwards. */
  readonly finish: () => Promise<void>;
  /** Nothing is written any more afterwards. */
  readonly abort: () => Promise<void>;
}

/** archiver, as entries in and pieces out. A failure of `write` ends every call from then on with it. */
export function openTarStream({ level, write }: TarStreamOptions): TarStream {
  const archive = new TarArchive(level === undefined ? {} : { gzip: true, gzipOptions: { level } });
  // The pipeline below hears of every failure that matters; without a listener, one after its end would end the process.
  archive.on("error", () => {});
  const broken = new AbortController();
  const written = pipeline(archive, async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) await write(piece);
  }).catch((error: unknown) => {
    broken.abort(error);
    throw error;
  });
  // Told to whoever adds or finishes next.
  void Promise.allSettled([written]);

  return {
    add: async (content, entry) => {
      broken.signal.throwIfAborted();
      const added = once(archive, "entry", { signal: broken.signal });
      archive.append(content, entry);
      // Where the stream breaks, what it broke by is the reason.
      await added.catch(() => written);
    },
    finish: async () => {
      broken.signal.throwIfAborted();
      await Promise.all([archive.finalize(), written]);
    },
    abort: async () => {
      archive.destroy();
      await Promise.allSettled([written]);
    },
  };
}
