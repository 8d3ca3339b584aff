import type * as nodeDisk from "node:fs";

/** All that processing a batch does to a disk. */
export type BatchDisk = Pick<
  typeof nodeDisk,
  | "chmodSync"
  | "closeSync"
  | "copyFileSync"
  | "createReadStream"
  | "createWriteStream"
  | "fstatSync"
  | "linkSync"
  | "lstatSync"
  | "openSync"
  | "readSync"
  | "statSync"
  | "utimesSync"
  | "writeFileSync"
>;

/** What is wanted of one file: a part of what a bundle is made of. */
export interface FileRequest {
  /** Absolute path, with what was listed of it. */
  readonly source: string;
  readonly size: number;
  readonly mtimeMs: number;
  /** The content, where somebody else has read it. */
  readonly content?: Buffer | undefined;
  /** To be compressed for a zip, unless its digest is known. */
  readonly compress: boolean;
  /** Absolute path that a large file's data is written to when it is compressed, instead of being handed back. */
  readonly spill: string;
  /** To be written to a staging directory. */
  readonly stage?: StageRequest | undefined;
}

export interface StageRequest {
  /** Absolute path of a file that does not exist. */
  readonly file: string;
  /** Where it will lie in the end, for messages. */
  readonly shown: string;
  /** Permissions. */
  readonly mode: number;
  readonly how: "copy" | "clone" | "link";
  /** SHA-256 of what is staged already: nothing is written when the content has it. */
  readonly unless?: Uint8Array | undefined;
}

export interface ProcessedFile {
  /** Its number in the table of known digests; then it was not compressed. */
  readonly known: number | undefined;
  /** Undefined where it was not asked for, or is known. */
  readonly data: CompressedData | undefined;
  /** By which a later run knows the staged file; undefined where nothing was staged. */
  readonly staged: { readonly ino: number; readonly ctimeMs: number } | undefined;
}

export interface CompressedData {
  /** CRC-32 of the content. */
  readonly crc32: number;
  readonly isDeflated: boolean;
  readonly size: number;
  /** Whether it was written to the request's `spill`; otherwise it is the next part of the batch's data. */
  readonly isSpilled: boolean;
}

/** What became of a batch, or the first file of it that failed. */
export type ProcessedBatch = ProcessedFiles | { readonly failed: FailedFile };

export interface ProcessedFiles {
  readonly files: readonly ProcessedFile[];
  /** SHA-256 of the contents, 32 bytes for each. */
  readonly digests: Uint8Array;
  /** The data of the files that were compressed, in a row, but for what was spilled. */
  readonly data: Uint8Array;
  readonly failed?: undefined;
}

export interface FailedFile {
  /** Of the request in its batch. */
  readonly index: number;
  /** Whether the source could not be read or the staged file could not be written. */
  readonly step: "read" | "stage" | "spill";
  /** Undefined where the file was read, but is not the one that was listed. */
  readonly error: { readonly code: string | undefined; readonly message: string } | undefined;
}

/** Digests that threads share. */
export interface DigestTable {
  /** Open addressing: number + 1 of the digest in the slot of its first word, or in the next one; 0 where none is. */
  readonly slots: Uint32Array;
  /** Eight words for each digest, by number. */
  readonly words: Uint32Array;
}

/** What is the same for all batches of a bundle. */
export interface BatchOptions {
  /** 1 to 9 as zlib understands it; 0 stores. */
  readonly level: number;
  readonly known: DigestTable;
  /** The machine's own unless given; cannot be handed to threads. */
  readonly disk?: BatchDisk;
}

/**
 * Reads, digests, stages and compresses files. zlib gets a fresh stream for each: one that was reset may give other bytes. Never
 * throws for a file.
 */
export function processBatch(requests: readonly FileRequest[], options: BatchOptions): Promise<ProcessedBatch>;

/** The number of a digest; undefined when the table does not hold it. */
export function findDigest(table: DigestTable, digest: Uint8Array): number | undefined;
