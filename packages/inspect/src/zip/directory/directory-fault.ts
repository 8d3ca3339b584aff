import type { PackError } from "@lambda-pack/model";
import type { RandomFile } from "../random-file.ts";
import { zipEncrypted, zipInvalid, zipUnsafe } from "../zip-faults.ts";

const unsafeNames = [
  { start: "invalid characters in fileName: ", reason: "has a backslash, which not every program takes for a slash" },
  { start: "absolute path: ", reason: "is absolute" },
  { start: "invalid relative path: ", reason: "leads out of the folder that it is unpacked into" },
] as const;

const reasons = [
  {
    start: "End of central directory record signature",
    reason: "its end is missing, so it is not a zip or was cut off",
  },
  { start: "Invalid comment length", reason: "there are bytes after its end, or its comment is damaged" },
  { start: "multi-disk zip files", reason: "it is one part of a zip that was written in several" },
  { start: "unexpected EOF", reason: "its list of entries is not where it should be, so it was cut off or changed" },
  { start: "compressed/uncompressed size", reason: "an entry that is not compressed has two different sizes" },
] as const;

/** An error of yauzl in this tool's words. */
export function directoryFault(file: RandomFile, label: string, cause: unknown): PackError {
  const message = cause instanceof Error ? cause.message : String(cause);
  for (const { start, reason } of unsafeNames) {
    if (message.startsWith(start)) return zipUnsafe(label, message.slice(start.length), reason);
  }
  if (message.startsWith("strong encryption")) return zipEncrypted(label, "its list of entries");
  const reason = reasons.find(({ start }) => message.startsWith(start))?.reason ?? "its list of entries is damaged";
  const other = otherFormat(file);
  if (other === undefined) return zipInvalid(label, reason, { cause });
  return zipInvalid(label, `it is ${other}`, { hint: "Unpack it, and create a zip of its contents.", cause });
}

const formats = [
  { name: "a gzip file", at: 0, bytes: "\u001f\u008b" },
  { name: "a tar", at: 257, bytes: "ustar" },
  { name: "a 7-Zip archive", at: 0, bytes: "7z\u00bc\u00af\u0027\u001c" },
  { name: "an xz file", at: 0, bytes: "\u00fd7zXZ\u0000" },
  { name: "a bzip2 file", at: 0, bytes: "BZh" },
  { name: "a Zstandard file", at: 0, bytes: "\u0028\u00b5\u002f\u00fd" },
  { name: "a RAR archive", at: 0, bytes: "Rar!\u001a\u0007" },
] as const;

/** What else it may be, by its first bytes, so that a tar given by mistake is not called damaged. */
function otherFormat(file: RandomFile): string | undefined {
  const start = Buffer.alloc(512);
  const text = start.subarray(0, file.read(start, 0)).toString("latin1");
  return formats.find(({ at, bytes }) => text.startsWith(bytes, at))?.name;
}
