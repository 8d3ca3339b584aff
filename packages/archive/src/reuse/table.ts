import { crc32 } from "node:zlib";

/** Numbers in a row, one for each entry of a bundle; or bytes, a fixed number for each. */
export type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** What is kept in a file as columns: half as large as the same in JSON, and read in about a quarter of the time. */
export interface Table {
  /** Plain JSON. */
  readonly header: unknown;
  /** None holds U+0000. */
  readonly texts: readonly string[];
  readonly columns: ReadonlyMap<string, Column>;
}

const magic = Buffer.from("lambda-pack table 1\n");
const CHECKSUM_BYTES = 4;
const separator = "\0";

const columnTypes = { Float64Array, Uint32Array, Uint16Array, Uint8Array } as const;
type ColumnType = keyof typeof columnTypes;

/** What stands between the magic and the content. */
interface Description {
  readonly header: unknown;
  readonly texts: { readonly count: number; readonly bytes: number };
  readonly columns: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
}

/**
 * The magic, the length of the description, the description as JSON, the texts, the columns, and the CRC-32 of all that.
 * Numbers have the byte order of the machine: the header should say which kind of machine it is for.
 */
export function encodeTable({ header, texts, columns }: Table): Buffer {
  const text = Buffer.from(texts.join(separator));
  const data = [...columns.values()].map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength));
  const description: Description = {
    header,
    texts: { count: texts.length, bytes: text.length },
    columns: [...columns].map(([name, column]) => ({ name, type: typeOf(column), bytes: column.byteLength })),
  };
  const described = Buffer.from(JSON.stringify(description));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(described.length);
  const content = Buffer.concat([magic, length, described, text, ...data, Buffer.alloc(CHECKSUM_BYTES)]);
  const end = content.length - CHECKSUM_BYTES;
  content.writeUInt32LE(crc32(content.subarray(0, end)), end);
  return content;
}

/** Whether a file that begins so is a table, whole or not. */
export function isTable(beginning: Buffer): boolean {
  return beginning.subarray(0, magic.length).equals(magic);
}

/** Undefined for whatever is not such a table, whole and undamaged; what is known to be so is not checked again. */
export function decodeTable(content: Buffer, isKnown = false): Table | undefined {
  const end = content.length - CHECKSUM_BYTES;
  const start = magic.length + 4;
  if (end < start || !isTable(content)) return undefined;
  if (!isKnown && crc32(content.subarray(0, end)) !== content.readUInt32LE(end)) return undefined;
  let offset = start + content.readUInt32LE(magic.length);
  const description: Description = JSON.parse(content.toString("utf8", start, offset));
  const text = content.toString("utf8", offset, (offset += description.texts.bytes));
  const columns = new Map<string, Column>();
  for (const { name, type, bytes } of description.columns) {
    if (!isColumnType(type)) return undefined;
    // A copy, because numbers can be read only where they are aligned.
    const from = content.byteOffset + offset;
    columns.set(name, new columnTypes[type](content.buffer.slice(from, from + bytes) as ArrayBuffer));
    offset += bytes;
  }
  return { header: description.header, texts: description.texts.count === 0 ? [] : text.split(separator), columns };
}

function typeOf(column: Column): ColumnType {
  const name = column.constructor.name;
  if (!isColumnType(name)) throw new Error(`A column of ${name} cannot be kept`);
  return name;
}

function isColumnType(name: string): name is ColumnType {
  return Object.hasOwn(columnTypes, name);
}
