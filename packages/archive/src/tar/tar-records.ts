// Records of POSIX's pax interchange format (IEEE Std 1003.1, utility pax), which is ustar with extended headers.
// docs/archive-format.md says what each field holds, and why.
import type { StagedEntry } from "@lambda-pack/model";

import { STAGED_SECONDS } from "../threads/stage-file.mjs";

/** All records are whole blocks. */
const BLOCK_BYTES = 512;

/** Sizes of fields that a value may be too long for. */
const fieldBytes = { name: 100, prefix: 155, linkname: 100 } as const;

/** The largest number of eleven octal digits. */
const MAX_SIZE = 0o77777777777;

const typeflags = { regular: "0", symbolicLink: "2", extendedHeader: "x" } as const;

/** Stands in a field whose value only the extended header holds, and is the name of that header. */
const SUBSTITUTE = "PaxHeader";

/** The header block of an entry, behind an extended header where it needs one. The content follows, then `paddingOf` it. */
export function entryHeader(entry: StagedEntry): Buffer {
  const { size, mode, target } =
    entry.kind === "file" ? { ...entry, target: "" } : { size: 0, mode: 0o777, target: entry.target };
  const place = splitPath(entry.path);
  const isTargetLong = Buffer.byteLength(target) > fieldBytes.linkname;
  const records = [
    ...(place === undefined || !isAscii(entry.path) ? [paxRecord("path", entry.path)] : []),
    ...(isTargetLong || !isAscii(target) ? [paxRecord("linkpath", target)] : []),
    ...(size > MAX_SIZE ? [paxRecord("size", String(size))] : []),
  ];
  const header = headerBlock({
    ...(place ?? { name: SUBSTITUTE, prefix: "" }),
    mode,
    size: size > MAX_SIZE ? 0 : size,
    typeflag: entry.kind === "file" ? typeflags.regular : typeflags.symbolicLink,
    linkname: isTargetLong ? SUBSTITUTE : target,
  });
  return records.length === 0 ? header : Buffer.concat([extendedHeader(records.join("")), header]);
}

/** Fills the last block of so many bytes. */
export function paddingOf(size: number): Buffer {
  return Buffer.alloc((BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES);
}

/** The end of an archive: two blocks of zeros. */
export function endBlocks(): Buffer {
  return Buffer.alloc(2 * BLOCK_BYTES);
}

/** An extended header: a block of its own, and as its content the records of what the next header cannot hold. */
function extendedHeader(records: string): Buffer {
  const content = Buffer.from(records);
  const header = headerBlock({
    name: SUBSTITUTE,
    prefix: "",
    mode: 0o644,
    size: content.length,
    typeflag: typeflags.extendedHeader,
    linkname: "",
  });
  return Buffer.concat([header, content, paddingOf(content.length)]);
}

/** One record of an extended header. It begins with its length in bytes, whose own digits count as well. */
function paxRecord(keyword: string, value: string): string {
  const rest = ` ${keyword}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  const length = bytes + String(bytes).length;
  return `${bytes + String(length).length}${rest}`;
}

/** What differs between headers. */
interface HeaderFields {
  readonly name: string;
  readonly mode: number;
  readonly size: number;
  readonly typeflag: string;
  readonly linkname: string;
  readonly prefix: string;
}

/** A ustar header block, its fields by name and in the order of the specification. */
function headerBlock({ name, mode, size, typeflag, linkname, prefix }: HeaderFields): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  let at = 0;
  put(name, fieldBytes.name); // name
  put(octal(mode, 8), 8); // mode
  put(octal(0, 8), 8); // uid
  put(octal(0, 8), 8); // gid
  put(octal(size, 12), 12); // size
  put(octal(STAGED_SECONDS, 12), 12); // mtime
  const chksum = at;
  put(" ".repeat(8), 8); // chksum
  put(typeflag, 1); // typeflag
  put(linkname, fieldBytes.linkname); // linkname
  put("ustar", 6); // magic
  put("00", 2); // version
  put("", 32); // uname
  put("", 32); // gname
  put(octal(0, 8), 8); // devmajor
  put(octal(0, 8), 8); // devminor
  put(prefix, fieldBytes.prefix); // prefix
  // The sum of all bytes, its own field as spaces, of which the last one stays.
  block.write(`${octal(sumOf(block), 7)}\0`, chksum);
  return block;

  /** What a value leaves of its field is NUL. */
  function put(value: string, bytes: number): void {
    block.write(value, at);
    at += bytes;
  }
}

/** Octal digits that leave one byte of a field, for the NUL that ends them. */
function octal(value: number, bytes: number): string {
  return value.toString(8).padStart(bytes - 1, "0");
}

function sumOf(block: Buffer): number {
  let sum = 0;
  for (const byte of block) sum += byte;
  return sum;
}

/** Cut at the first slash behind which the rest fits into `name`; undefined where none leaves two parts that fit. */
function splitPath(path: string): Pick<HeaderFields, "name" | "prefix"> | undefined {
  let start = 0;
  while (Buffer.byteLength(path.slice(start)) > fieldBytes.name) {
    const slash = path.indexOf("/", start);
    if (slash === -1) return undefined;
    start = slash + 1;
  }
  const prefix = path.slice(0, Math.max(start - 1, 0));
  return Buffer.byteLength(prefix) > fieldBytes.prefix ? undefined : { name: path.slice(start), prefix };
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
