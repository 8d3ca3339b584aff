import type { Entry } from "yauzl";

/** Unix in "version made by" (APPNOTE 4.4.2). */
export const UNIX = 3;

/** General purpose bit 11: the name is UTF-8 (APPNOTE 4.4.4). */
const UTF8_NAMES = 0x800;

/** Info-ZIP's field with the name as UTF-8, which yauzl reads (APPNOTE 4.6.9). */
const UNICODE_PATH = 0x7075;

/**
 * The name of an entry. Without the flag for UTF-8 it would be code page 437, but `zip` on Unix writes the bytes that the disk
 * has without it, and programs on Unix write them back so: there they are UTF-8 wherever they can be.
 */
export function entryName(entry: Entry): string {
  const { fileName, versionMadeBy, generalPurposeBitFlag, extraFields } = entry;
  const isMarked = (generalPurposeBitFlag & UTF8_NAMES) !== 0 || extraFields.some(({ id }) => id === UNICODE_PATH);
  if (isMarked || versionMadeBy >>> 8 !== UNIX) return fileName;
  // yauzl 3 gives the bytes; its types are those of yauzl 2.
  const raw = "fileNameRaw" in entry ? entry.fileNameRaw : undefined;
  return (raw instanceof Uint8Array ? asUtf8(raw) : undefined) ?? fileName;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    // What is not UTF-8 is of another code page.
    return undefined;
  }
}
