/** A file of the archive, by its content or by where it is to be read. */
export interface CompressRequest {
  readonly content?: Uint8Array;
  /** Absolute path, with what was listed of it. */
  readonly source: string;
  readonly size: number;
  readonly mtimeMs: number;
  /** Never deflated. */
  readonly isStored: boolean;
}

export interface CompressedEntry {
  readonly isDeflated: boolean;
  readonly crc32: number;
  readonly size: number;
  readonly compressedSize: number;
}

/** What became of a batch: the data of all entries in a row, or the first one that failed. */
export type CompressedBatch =
  | { readonly entries: readonly CompressedEntry[]; readonly data: Uint8Array; readonly failed?: undefined }
  | { readonly failed: FailedRequest };

export interface FailedRequest {
  /** Of the request in its batch. */
  readonly index: number;
  /** Undefined where the file was read, but is not the one that was listed. */
  readonly error: { readonly code: string | undefined; readonly message: string } | undefined;
}

/**
 * Reads what is to be read, checksums, and deflates with zlib at level 6 what that makes smaller. A fresh stream for each
 * file: one that was reset may give other bytes. Never throws for a file.
 */
export function compressBatch(requests: readonly CompressRequest[]): CompressedBatch;
