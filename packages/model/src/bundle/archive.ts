/** The formats that a bundle can be written in. */
export type ArchiveFormat = "zip" | "tar" | "tar.gz";

/**
 * `auto` makes copy-on-write clones where the file system has them, else copies; `link` makes hard links to the installed
 * files: editing a file of the staging directory edits the installed one too.
 */
export type StageMode = "auto" | "copy" | "link";

/** A finished archive. */
export interface Archive {
  /** Absolute path. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  readonly entries: number;
  /** SHA-256 of the archive in hex. */
  readonly sha256: string;
  /** The same in base64, as Lambda's `CodeSha256`; only of a zip, because Lambda takes no other archive. */
  readonly codeSha256?: string;
}
