/** A finished archive. */
export interface Archive {
  /** Absolute path. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  readonly entries: number;
  /** SHA-256 of the archive in hex. */
  readonly sha256: string;
  /** The same in base64, as Lambda's `CodeSha256`. */
  readonly codeSha256: string;
}
