import type { DirectoryEntry } from "./directory-entry.ts";
import { entryInvalid, zipTooLarge, zipUnsafe } from "../zip-faults.ts";
import { MAX_BYTES } from "../zip-limits.ts";

export interface ZipIdentity {
  readonly label: string;
  /** Bytes of the file. */
  readonly size: number;
}

/** Throws where the entries do not fit together: too much in all, bytes that are used twice, names that appear twice. */
export function checkDirectory(entries: readonly DirectoryEntry[], zip: ZipIdentity): void {
  checkSizes(entries, zip);
  checkOverlaps(entries, zip);
  checkNames(entries, zip.label);
}

/** No entry inflates to more than it says, so this bounds whatever is read of the zip, each file once. */
function checkSizes(entries: readonly DirectoryEntry[], { label }: ZipIdentity): void {
  let bytes = 0;
  for (const { size } of entries) bytes += size;
  if (bytes <= MAX_BYTES) return;
  throw zipTooLarge(label, `it claims to unpack to ${bytes} bytes, more than the maximum of ${MAX_BYTES}`, { bytes });
}

/** A few bytes that many entries share make the worst bombs. */
function checkOverlaps(entries: readonly DirectoryEntry[], { label, size }: ZipIdentity): void {
  let end = 0;
  for (const { path, offset, extent } of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (offset + extent > size) throw entryInvalid(label, path, { reason: "ends after the end of the zip" });
    if (offset < end)
      throw zipTooLarge(label, `its entry ${JSON.stringify(path)} shares bytes with another entry`, { path });
    end = offset + extent;
  }
}

/** Which of two would be unpacked depends on the program, and below a link it would land elsewhere. */
function checkNames(entries: readonly DirectoryEntry[], label: string): void {
  const kinds = new Map<string, DirectoryEntry["kind"]>();
  for (const { kind, path } of entries) {
    const known = kinds.get(path);
    if (known !== undefined && (kind !== "directory" || known !== "directory")) {
      throw zipUnsafe(label, path, "appears twice");
    }
    if (path === "" && kind !== "directory") throw zipUnsafe(label, ".", "is not the name of a file");
    kinds.set(path, kind);
  }
  const checked = new Set<string>();
  for (const { path } of entries) {
    for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
      const folder = path.slice(0, slash);
      if (checked.has(folder)) break;
      checked.add(folder);
      const kind = kinds.get(folder) ?? "directory";
      if (kind !== "directory") throw zipUnsafe(label, folder, `is both a ${kind} and a folder`);
    }
  }
}
