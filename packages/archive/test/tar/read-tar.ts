import { createReadStream } from "node:fs";
import { buffer } from "node:stream/consumers";
import { createGunzip } from "node:zlib";

import { extract } from "tar-stream";
import type { Header } from "tar-stream";

export interface ReadTarEntry {
  readonly header: Header;
  readonly content: Buffer;
}

/** All entries of a tar as tar-stream sees them, in their order. */
export async function readTar(file: string): Promise<readonly ReadTarEntry[]> {
  const entries: ReadTarEntry[] = [];
  const source = createReadStream(file);
  const reader = extract();
  (file.endsWith(".gz") ? source.pipe(createGunzip()) : source).pipe(reader);
  for await (const entry of reader) {
    entries.push({ header: entry.header, content: await buffer(entry) });
  }
  return entries;
}
