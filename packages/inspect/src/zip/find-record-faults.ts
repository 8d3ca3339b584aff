import type { HeaderFault, RecordFaults } from "@lambda-pack/model";
import type { DirectoryEntry } from "./directory/directory-entry.ts";
import type { RandomFile } from "./random-file.ts";

const LOCAL_HEADER_BYTES = 30;

/** APPNOTE 4.4.4: sizes and checksum stand behind the data, and 0 may be here. */
const DATA_DESCRIPTOR = 0x08;

/** APPNOTE 4.3.9: with a signature and sizes of eight bytes. */
const MAX_DESCRIPTOR_BYTES = 24;

/** APPNOTE 4.4.8: the size stands in an extra field. */
const ZIP64 = 0xffffffff;

/** What a zip holds from its start. */
export interface ZipRecords {
  readonly entries: readonly DirectoryEntry[];
  /** Where the list of entries begins. */
  readonly directoryStart: number;
}

/**
 * Entries whose local header says something else than the central directory, and bytes that no entry of the directory names: programs
 * that read one after the other unpack other files.
 */
export function findRecordFaults(file: RandomFile, { entries, directoryStart }: ZipRecords): RecordFaults {
  const headers: HeaderFault[] = [];
  let hiddenBytes = 0;
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    const header = readHeader(file, entry);
    if (header === undefined) continue;
    const fields = differingFields(header, entry);
    if (fields.length > 0) headers.push({ path: entry.path, fields });
    hiddenBytes += Math.max(0, entry.offset - end);
    end = endOf(header, entry);
  }
  return { headers, hiddenBytes: hiddenBytes + Math.max(0, directoryStart - end) };
}

/** With the name that it should have; undefined where the file is shorter. */
function readHeader(file: RandomFile, { offset, rawName }: DirectoryEntry): Buffer | undefined {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES + rawName.length);
  return file.read(header, offset) < header.length ? undefined : header;
}

/** APPNOTE 4.3.7. */
function differingFields(header: Buffer, { rawName, size, zipped }: DirectoryEntry): readonly string[] {
  const flags = header.readUInt16LE(6);
  const isBehind = (flags & DATA_DESCRIPTOR) !== 0;
  const isSame = (value: number, said: number) => value === said || value === ZIP64 || (isBehind && value === 0);
  const isNamed =
    header.readUInt16LE(26) === rawName.length && header.toString("latin1", LOCAL_HEADER_BYTES) === rawName;
  return [
    ...(isNamed ? [] : ["name"]),
    ...(flags === zipped.flags ? [] : ["flags"]),
    ...(header.readUInt16LE(8) === zipped.method ? [] : ["method"]),
    ...(isSame(header.readUInt32LE(14), zipped.crc32) ? [] : ["checksum"]),
    ...(isSame(header.readUInt32LE(18), zipped.bytes) && isSame(header.readUInt32LE(22), size) ? [] : ["size"]),
  ];
}

/** Where the next entry may begin; how long a descriptor is cannot be told from what is in it. */
function endOf(header: Buffer, { offset, zipped }: DirectoryEntry): number {
  const data = offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28) + zipped.bytes;
  return (header.readUInt16LE(6) & DATA_DESCRIPTOR) === 0 ? data : data + MAX_DESCRIPTOR_BYTES;
}
