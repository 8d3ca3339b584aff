import type { ZippedFacts } from "@lambda-pack/model";

/** One entry of the central directory. */
export interface DirectoryEntry {
  readonly kind: "file" | "link" | "directory";
  /** From the zip's root, in one form: `./a//b` is `a/b`. Of a directory without the slash at its end. */
  readonly path: string;
  /** Its name as written, a character for each byte. */
  readonly rawName: string;
  /** Permission bits. */
  readonly mode: number;
  /** Bytes, unzipped, as the central directory says. */
  readonly size: number;
  /** Of the local header, from the start of the file. */
  readonly offset: number;
  /** Bytes that the header and the data take at least. */
  readonly extent: number;
  readonly zipped: ZippedFacts;
}
