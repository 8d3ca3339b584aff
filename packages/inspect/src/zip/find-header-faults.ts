import type { HeaderFault } from "@lambda-pack/model";
import type { DirectoryEntry } from "./directory-entry.ts";
import type { RandomFile } from "./random-file.ts";

const LOCAL_HEADER_BYTES = 30;

/** APPNOTE 4.4.4: sizes and checksum stand behind the data, and 0 may be here. */
const DATA_DESCRIPTOR = 0x08;

/** APPNOTE 4.4.8: the size stands in an extra field. */
const ZIP64 = 0xffffffff;

/** The entries whose local header says something else than the central directory: programs that read one after the other unpack other files. */
export function findHeaderFaults(file: RandomFile, entries: readonly DirectoryEntry[]): readonly HeaderFault[] {
  return entries.flatMap((entry): readonly HeaderFault[] => {
    const fields = differingFields(file, entry);
    return fields.length === 0 ? [] : [{ path: entry.path, fields }];
  });
}

/** APPNOTE 4.3.7. */
function differingFields(file: RandomFile, { offset, rawName, size, zipped }: DirectoryEntry): readonly string[] {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES + rawName.length);
  if (file.read(header, offset) < header.length) return [];
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
