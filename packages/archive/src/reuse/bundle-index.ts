import { createHmac, timingSafeEqual } from "node:crypto";

import { DIGEST_BYTES } from "../threads/batch-columns.mjs";
import type { FileStamp } from "./file-stamp.ts";
import { decodeTable, encodeTable, isTable } from "./table.ts";
import type { Column, Table } from "./table.ts";

/** What an index says of its bundle as a whole. */
export interface IndexHeader {
  /** Compressed data is of use only to the engine that has made it. */
  readonly engine: string;
  /**
   * A moment before any file was read, by the clock of the file system, in milliseconds. A file that was changed then or
   * later may have been changed again after it was read, within one tick of that clock: what git calls racily clean.
   */
  readonly takenMs: number;
  /** SHA-256 in hex of paths, modes and contents, which no compression changes. */
  readonly contentSha256: string;
  /** Undefined in the index of a staging directory. */
  readonly zip: IndexedZipFile | undefined;
}

/** The zip as a file, and what the disk said of it when it was in place. */
export interface IndexedZipFile extends FileStamp {
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
}

const columnTypes = {
  /** File type and permissions as in `st_mode`. */
  modes: Uint16Array,
  /** Of the source, as the disk reports it; zero for a link, but for its size. */
  sizes: Float64Array,
  mtimes: Float64Array,
  ctimes: Float64Array,
  inodes: Float64Array,
  devices: Float64Array,
  /** SHA-256 of the contents, `DIGEST_BYTES` for each. */
  digests: Uint8Array,
  /** In a zip: where the data begins, its bytes, their CRC-32; CRC-32 of the content, and the method of compression. */
  offsets: Float64Array,
  compressedSizes: Float64Array,
  dataCrcs: Uint32Array,
  crcs: Uint32Array,
  methods: Uint8Array,
  /** In a staging directory: inode and change time of the staged file. */
  stagedInodes: Float64Array,
  stagedCtimes: Float64Array,
} as const;

type ColumnName = keyof typeof columnTypes;

/** What was packed, as it was on the disk, and where it lies since: one row for each entry of a bundle, in order. */
export type IndexRows = { readonly [Name in ColumnName]: InstanceType<(typeof columnTypes)[Name]> };

export interface BundleIndex extends IndexHeader {
  readonly paths: readonly string[];
  readonly rows: IndexRows;
}

/** A SHA-256 among others. */
export interface DigestRow {
  /** `DIGEST_BYTES` for each row. */
  readonly digests: Uint8Array;
  readonly row: number;
}

/** SHA-256 of the content in a row: a view. */
export function digestAt({ rows }: Pick<BundleIndex, "rows">, row: number): Buffer {
  const { buffer, byteOffset } = rows.digests;
  return Buffer.from(buffer, byteOffset + row * DIGEST_BYTES, DIGEST_BYTES);
}

/** Rows of zeros. */
export function newRows(count: number): IndexRows {
  return mapColumns((name) => new columnTypes[name](count * widthOf(name)));
}

/** The table, and what proves to who has the key that it was written by somebody who has it. */
export function encodeIndex({ paths, rows, ...header }: BundleIndex, key: Uint8Array): Buffer {
  const table = encodeTable({ header, texts: paths, columns: new Map(Object.entries(rows)) });
  return Buffer.concat([table, macOf(table, key)]);
}

/** Signs for nobody. */
export const NO_KEY = new Uint8Array();

const MAC_BYTES = 32;

function macOf(table: Uint8Array, key: Uint8Array): Buffer {
  return createHmac("sha256", key).update(table).digest();
}

/** Whether a file that begins so is an index, of whichever version and engine. */
export function isIndex(beginning: Buffer): boolean {
  return isTable(beginning);
}

/**
 * The table of an index, of whichever version and engine, and whoever has written it; those of earlier versions end without a proof, as
 * other tables do. Undefined for what is damaged.
 */
export function decodeAnyTable(content: Buffer): Table | undefined {
  return decodeTable(content) ?? decodeTable(content.subarray(0, Math.max(0, content.length - MAC_BYTES)));
}

/** An index that was read. */
export interface FoundIndex {
  readonly index: BundleIndex;
  /** Whether it was written by somebody who has the key. What another index says is to be proved by contents. */
  readonly isOwn: boolean;
}

export interface IndexReader {
  readonly engine: string;
  readonly key: Uint8Array;
}

/** Undefined for what is damaged, or was not made by this version and this engine. */
export function decodeIndex(content: Buffer, { engine, key }: IndexReader): FoundIndex | undefined {
  if (content.length < MAC_BYTES || !isIndex(content)) return undefined;
  const whole = content.subarray(0, content.length - MAC_BYTES);
  const isOwn = timingSafeEqual(macOf(whole, key), content.subarray(whole.length));
  const index = decodeWhole(whole, { engine, isOwn });
  return index && { index, isOwn };
}

function decodeWhole(
  content: Buffer,
  { engine, isOwn }: { readonly engine: string; readonly isOwn: boolean },
): BundleIndex | undefined {
  const table = decodeTable(content, isOwn);
  if (table === undefined || !isHeader(table.header) || table.header.engine !== engine) return undefined;
  const { texts: paths, columns } = table;
  for (const name of columnNames) {
    const column = columns.get(name);
    if (!(column instanceof columnTypes[name]) || column.length !== paths.length * widthOf(name)) return undefined;
  }
  return { ...table.header, paths, rows: mapColumns((name) => columns.get(name)) };
}

const columnNames = Object.keys(columnTypes) as readonly ColumnName[];

function widthOf(name: ColumnName): number {
  return name === "digests" ? DIGEST_BYTES : 1;
}

/** The caller sees to it that each column has its own type. */
function mapColumns(columnOf: (name: ColumnName) => Column | undefined): IndexRows {
  return Object.fromEntries(columnNames.map((name) => [name, columnOf(name)])) as unknown as IndexRows;
}

function isHeader(header: unknown): header is IndexHeader {
  return (
    typeof header === "object" &&
    header !== null &&
    "engine" in header &&
    "takenMs" in header &&
    typeof header.takenMs === "number"
  );
}
