import { PackError } from "@lambda-pack/model";

// A backslash is a separator on Windows; control characters hide what a name is.
// oxlint-disable-next-line no-control-regex
const unsafeCharacters = /[\\\u0000-\u001f\u007f]/u;

/** Why a file of this name cannot travel; undefined where it can. `shownPath` gives the path for the message. */
export function nameFault(name: string, shownPath: () => string): PackError | undefined {
  if (!unsafeCharacters.test(name)) return undefined;
  const shown = shownPath();
  return new PackError(
    "FILE_NAME_UNSAFE",
    `The name of ${JSON.stringify(shown)} has a backslash or a control character.`,
    { hint: "Rename the file, or exclude it.", details: { path: shown } },
  );
}

/** A name of the disk that is not UTF-8, which no zip for Lambda can hold. */
export function notUtf8Fault(shown: string): PackError {
  return new PackError("FILE_NAME_NOT_UTF8", `The file name ${shown} is not UTF-8.`, {
    hint: "Rename the file, or exclude it.",
    details: { path: shown },
  });
}

/** Bytes of a name as text that can be printed: `caf\xe9.txt`. */
export function escapeBytes(name: Buffer): string {
  return [...name]
    .map((byte) =>
      byte > 0x1f && byte < 0x7f ? String.fromCodePoint(byte) : `\\x${byte.toString(16).padStart(2, "0")}`,
    )
    .join("");
}

// A drive letter, or a segment that is empty, `.` or `..`.
const escapes = /^[A-Za-z]:|(?:^|\/)\.{0,2}(?:\/|$)/u;

/** Throws for a path that would not stay where it is put: absolute, with `..` or empty segments, or a drive letter. */
export function assertBundlePath(path: string): void {
  if (escapes.test(path)) {
    throw new PackError("FILE_NAME_UNSAFE", `The path ${JSON.stringify(path)} would leave the bundle.`, {
      hint: "Rename the file, or exclude it.",
      details: { path },
    });
  }
  const fault = nameFault(path, () => path);
  if (fault !== undefined) throw fault;
}
