import { crc32, deflateRawSync } from "node:zlib";

/** One entry of a zip made by hand: what is left out is right, what is given may be a lie. */
export interface MadeEntry {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  /** 0 stored, 8 deflated, which is meant where nothing is said; any other number with the content as it is. */
  readonly method?: number;
  /** `st_mode`, file type included. */
  readonly unixMode?: number;
  /** 3, Unix, by default. */
  readonly madeBy?: number;
  readonly flags?: number;
  readonly date?: number;
  readonly time?: number;
  readonly size?: number;
  readonly compressedSize?: number;
  readonly crc?: number;
  readonly extra?: Buffer;
  /** Where the central directory says that it lies. */
  readonly offset?: number;
}

export interface MadeZipOptions {
  readonly comment?: string;
  /** Number of entries that its end tells. */
  readonly count?: number;
}

const UTF8 = 0x800;

/** A zip as APPNOTE 4.3 describes it, with any lies that the entries have. */
export function madeZip(
  entries: readonly MadeEntry[],
  { comment = "", count = entries.length }: MadeZipOptions = {},
): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let position = 0;
  for (const entry of entries) {
    const { data, fields, name } = encoded(entry);
    const header = Buffer.concat([u32(0x04034b50), u16(20), fields, u16(name.length), u16(0), name]);
    local.push(header, data);
    central.push(centralHeader(entry, { fields, name, position }));
    position += header.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = [u32(0x06054b50), u16(0), u16(0), u16(count), u16(count), u32(directory.length), u32(position)];
  return Buffer.concat([...local, directory, ...end, u16(Buffer.byteLength(comment)), Buffer.from(comment)]);
}

interface Encoded {
  readonly data: Buffer;
  /** From the flags to the sizes: the same in both headers. */
  readonly fields: Buffer;
  readonly name: Buffer;
}

function encoded({ name, content = "", method = 8, flags = UTF8, ...entry }: MadeEntry): Encoded {
  const plain = Buffer.from(content);
  const data = method === 8 ? deflateRawSync(plain) : plain;
  const { date = 0x21, time = 0, crc = crc32(plain), size = plain.length, compressedSize = data.length } = entry;
  const sizes = [u32(crc), u32(compressedSize), u32(size)];
  return {
    data,
    fields: Buffer.concat([u16(flags), u16(method), u16(time), u16(date), ...sizes]),
    name: Buffer.from(name),
  };
}

function centralHeader(
  { madeBy = 3, unixMode = 0o100644, extra = Buffer.alloc(0), offset }: MadeEntry,
  { fields, name, position }: Pick<Encoded, "fields" | "name"> & { readonly position: number },
): Buffer {
  const attributes = madeBy === 3 ? unixMode * 2 ** 16 : 0;
  return Buffer.concat([
    u32(0x02014b50),
    Buffer.from([20, madeBy]),
    u16(20),
    fields,
    u16(name.length),
    u16(extra.length),
    u16(0), // comment
    u16(0), // disk
    u16(0), // internal attributes
    u32(attributes),
    u32(offset ?? position),
    name,
    extra,
  ]);
}

function u16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
