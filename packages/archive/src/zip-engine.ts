// The names of archiver and compress-commons begin with an underscore where a subclass is to override them.
/* oxlint-disable no-underscore-dangle */
import { crc32, deflateRawSync } from "node:zlib";

import ZipStream, { type EntryCallback, type EntryData, type ZipArchiveEntry } from "zip-stream";

/** Entry data as archiver hands it on: fields it does not know pass through it untouched. */
export interface ExactEntry extends EntryData {
  /** The name to write. `name` is not used, because archiver rewrites it: `node:fs/a.js` would become `fs/a.js`. */
  readonly exactName: string;
  /** File type and permissions as in `st_mode`. */
  readonly unixMode: number;
}

const methods = { stored: 0, deflated: 8 } as const;

/** Versions needed to extract, APPNOTE 4.4.3.2. */
const versions = { stored: 10, deflated: 20 } as const;

/** Counts and offsets from here on are told in zip64 records, APPNOTE 4.4.1.4. */
const zip64 = { entries: 0xffff, bytes: 0xffffffff } as const;

/**
 * zip-stream, but every entry is complete before it is written: its own engine compresses while it writes, and so must
 * put sizes and CRC behind the data, in descriptors that some readers refuse. docs/archive-format.md names every byte.
 */
export class ZipEngine extends ZipStream {
  #data: ExactEntry | undefined;

  override entry(source: Buffer, data: ExactEntry, callback: EntryCallback): this {
    this.#data = data;
    return super.entry(source, data, callback);
  }

  protected override _appendBuffer(entry: ZipArchiveEntry, source: Buffer, callback: EntryCallback): void {
    const { exactName = entry.name, unixMode = 0 } = this.#data ?? {};
    const deflated = deflate(source, unixMode);
    const content = deflated ?? source;
    const kind = deflated === undefined ? "stored" : "deflated";
    entry.name = exactName;
    entry.getGeneralPurposeBit().useUTF8ForNames(Buffer.byteLength(exactName) !== exactName.length);
    entry.getGeneralPurposeBit().useDataDescriptor(false);
    entry.setMethod(methods[kind]);
    entry.setVersionNeededToExtract(versions[kind]);
    entry.setUnixMode(unixMode);
    entry.setCrc(crc32(source));
    entry.setCompressedSize(content.length);
    entry.setSize(source.length);
    this._writeLocalFileHeader(entry);
    this.write(content);
    this._afterAppend(entry);
    callback(null, entry);
  }

  /** Also at exactly 65,535 entries, where the plain record holds the mark that sends readers to the zip64 one. */
  override isZip64(): boolean {
    const { centralLength, centralOffset } = this._archive;
    return this._entries.length >= zip64.entries || centralLength >= zip64.bytes || centralOffset >= zip64.bytes;
  }
}

/**
 * Undefined where storing is no larger, and for links, which some readers understand only when stored. A fresh stream
 * for each entry: one that was reset may give other bytes.
 */
function deflate(source: Buffer, unixMode: number): Buffer | undefined {
  if (source.length === 0 || (unixMode & 0o170000) === 0o120000) return undefined;
  const deflated = deflateRawSync(source, { level: 6 });
  return deflated.length < source.length ? deflated : undefined;
}
