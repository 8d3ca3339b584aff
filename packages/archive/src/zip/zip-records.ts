// Records of the ZIP specification (PKWARE's APPNOTE 6.3.10). docs/archive-format.md says what each field holds, and why.

/** What the records say of an entry whose data is ready. */
export interface ZipEntry {
  readonly path: string;
  /** File type and permissions as in `st_mode`. */
  readonly unixMode: number;
  readonly method: ZipMethod;
  readonly crc32: number;
  /** Bytes of the file. */
  readonly size: number;
  /** Bytes of its data in the archive. */
  readonly compressedSize: number;
}

export const zipMethods = { stored: 0, deflated: 8 } as const;

export type ZipMethod = (typeof zipMethods)[keyof typeof zipMethods];

/** Counts, sizes and offsets from here on stand in zip64 records (4.4.1.4). */
const zip64 = { entries: 0xffff, bytes: 0xffffffff } as const;

/** Versions needed to extract (4.4.3.2). */
const versions = { [zipMethods.stored]: 10, [zipMethods.deflated]: 20, zip64: 45 } as const;

/** Made by Unix, version 4.5 (4.4.2): with any other host system Unix permissions are ignored. */
const MADE_BY = (3 << 8) | 45;

/** 1980-01-01 00:00:00 in the format of DOS (4.4.6): the earliest that it can hold. */
const DOS_MOMENT = ((1 << 5) | 1) << 16;

const UTF8_NAMES = 1 << 11;
const ARCHIVE_ATTRIBUTE = 0x20;

/** Local file header (4.3.7). The data follows it. */
export function localHeader(entry: ZipEntry): Buffer {
  // Here both sizes stand in the extra field where one has to (4.5.3).
  const isLarge = entry.size >= zip64.bytes || entry.compressedSize >= zip64.bytes;
  const told = isLarge ? { ...entry, size: zip64.bytes, compressedSize: zip64.bytes } : entry;
  const header = openHeader(entry.path, 30, isLarge ? [entry.size, entry.compressedSize] : []);
  header.bytes.writeUInt32LE(0x04034b50, 0);
  writeCommon(header, 4, told);
  return header.bytes;
}

/** Central directory header (4.3.12) of an entry whose local header begins at `offset`. */
export function centralHeader(entry: ZipEntry, offset: number): Buffer {
  const large = [entry.size, entry.compressedSize, offset].filter((value) => value >= zip64.bytes);
  const header = openHeader(entry.path, 46, large);
  const { bytes } = header;
  bytes.writeUInt32LE(0x02014b50, 0);
  bytes.writeUInt16LE(MADE_BY, 4);
  writeCommon(header, 6, entry);
  // Comment, disk number and internal attributes.
  bytes.writeUInt32LE(0, 32);
  bytes.writeUInt16LE(0, 36);
  bytes.writeUInt32LE((((entry.unixMode << 16) >>> 0) | ARCHIVE_ATTRIBUTE) >>> 0, 38);
  bytes.writeUInt32LE(Math.min(offset, zip64.bytes), 42);
  return bytes;
}

export interface CentralDirectory {
  readonly entries: number;
  readonly offset: number;
  readonly size: number;
}

/** End of central directory record (4.3.16), behind the zip64 record and its locator where one of its fields would overflow. */
export function endRecords({ entries, offset, size }: CentralDirectory): Buffer {
  const isLarge = entries >= zip64.entries || offset >= zip64.bytes || size >= zip64.bytes;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  const count = isLarge ? zip64.entries : entries;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(isLarge ? zip64.bytes : size, 12);
  end.writeUInt32LE(isLarge ? zip64.bytes : offset, 16);
  return isLarge ? Buffer.concat([zip64End({ entries, offset, size }), end]) : end;
}

/** Zip64 end of central directory record (4.3.14) and its locator (4.3.15). */
function zip64End({ entries, offset, size }: CentralDirectory): Buffer {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(MADE_BY, 12);
  record.writeUInt16LE(versions.zip64, 14);
  record.writeBigUInt64LE(BigInt(entries), 24);
  record.writeBigUInt64LE(BigInt(entries), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}

/** A header with its name and its extra field; the fields before them are still to be written. */
interface Header {
  readonly bytes: Buffer;
  readonly nameBytes: number;
  readonly extraBytes: number;
}

/**
 * The extra field is the zip64 extended information (4.5.3): the values whose places in the header overflow, in the order of
 * the header; nothing where none does.
 */
function openHeader(path: string, fieldBytes: number, large: readonly number[]): Header {
  const nameBytes = Buffer.byteLength(path);
  const extraBytes = large.length === 0 ? 0 : 4 + 8 * large.length;
  const bytes = Buffer.allocUnsafe(fieldBytes + nameBytes + extraBytes);
  const extra = fieldBytes + bytes.write(path, fieldBytes);
  if (extraBytes > 0) {
    bytes.writeUInt16LE(0x0001, extra);
    bytes.writeUInt16LE(8 * large.length, extra + 2);
  }
  for (const [index, value] of large.entries()) bytes.writeBigUInt64LE(BigInt(value), extra + 4 + 8 * index);
  return { bytes, nameBytes, extraBytes };
}

/** The 26 bytes that both headers of an entry share, from the version needed to the length of the extra field. */
function writeCommon({ bytes, nameBytes, extraBytes }: Header, at: number, entry: ZipEntry): void {
  bytes.writeUInt16LE(extraBytes > 0 ? versions.zip64 : versions[entry.method], at);
  bytes.writeUInt16LE(nameBytes === entry.path.length ? 0 : UTF8_NAMES, at + 2);
  bytes.writeUInt16LE(entry.method, at + 4);
  bytes.writeUInt32LE(DOS_MOMENT, at + 6);
  bytes.writeUInt32LE(entry.crc32, at + 10);
  bytes.writeUInt32LE(Math.min(entry.compressedSize, zip64.bytes), at + 14);
  bytes.writeUInt32LE(Math.min(entry.size, zip64.bytes), at + 18);
  bytes.writeUInt16LE(nameBytes, at + 22);
  bytes.writeUInt16LE(extraBytes, at + 24);
}
