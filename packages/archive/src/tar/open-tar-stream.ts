import { once } from "node:events";

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

/**
 * archiver, as entries in and pieces out. Once `write` has failed, every call fails with the same; what archiver still has
 * to give is taken from it and dropped, because it neither stops nor is destroyed in the middle of an entry without
 * an exception that nobody can catch.
 */
export function openTarStream({ level, write }: TarStreamOptions): TarStream {
  const archive = new TarArchive(level === undefined ? {} : { gzip: true, gzipOptions: { level } });
  // Failures are told by the calls below; without a listener, one that comes later would end the process.
  archive.on("error", () => {});
  let failure: { readonly error: unknown } | undefined;
  let adding: Promise<unknown> = Promise.resolve();
  const taken = takeAll().catch((error: unknown) => {
    failure ??= { error };
  });

  return {
    add: async (content, entry) => {
      throwFailure();
      adding = once(archive, "entry");
      archive.append(content, entry);
      await adding;
      throwFailure();
    },
    finish: async () => {
      throwFailure();
      await Promise.all([archive.finalize(), taken]);
      throwFailure();
    },
    abort: async () => {
      failure ??= { error: new Error("The tar was given up") };
      await Promise.allSettled([adding]);
      archive.destroy();
      await taken;
    },
  };

  async function takeAll(): Promise<void> {
    const pieces: AsyncIterable<Buffer> = archive;
    for await (const piece of pieces) {
      if (failure === undefined) await write(piece).catch((error: unknown) => (failure = { error }));
    }
  }

  function throwFailure(): void {
    if (failure !== undefined) throw failure.error;
  }
}
