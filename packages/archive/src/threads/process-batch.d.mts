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
  /** Absolute path that the data of a file larger than `mostBytesWhole` is written to, instead of being handed back. */
  readonly spill?: string | undefined;
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

/** What became of a batch, or the first file of it that failed. */
export type ProcessedBatch = ProcessedFiles | { readonly failed: FailedFile };

/** One line for each file, in columns: objects would take longer from thread to thread than the work itself. */
export interface ProcessedFiles {
  /** SHA-256 of the contents, 32 bytes for each. */
  readonly digests: Uint8Array;
  /** `facts.length` numbers for each. */
  readonly facts: Float64Array;
  /** The data of the files that were compressed, in a row, but for what was spilled. */
  readonly data: Uint8Array;
  readonly failed?: undefined;
}

/** The places of the facts about a file. */
export const facts: {
  readonly length: number;
  /** One of `outcomes`. */
  readonly outcome: 0;
  /** The number in the table of known digests. */
  readonly known: 1;
  /** CRC-32 of the content, CRC-32 of the data, and bytes of the data. */
  readonly crc: 2;
  readonly dataCrc: 3;
  readonly dataSize: 4;
  /** By which a later run knows the staged file; zero where none was written. */
  readonly stagedInode: 5;
  readonly stagedCtime: 6;
};

/** What became of a file: compression was not asked for, its digest is known, or its data is stored or deflated. */
export const outcomes: {
  readonly read: 0;
  readonly known: 1;
  readonly stored: 2;
  readonly deflated: 3;
};

/** Bytes of a SHA-256. */
export const digestBytes: 32;

/** The modification time of every staged file, in seconds: 1980-01-01T00:00:00Z. */
export const stagedSeconds: number;

/** Larger files are never held in memory whole. */
export const mostBytesWhole: number;

export interface FailedFile {
  /** Of the request in its batch. */
  readonly index: number;
  /** Whether the source could not be read, or what could not be written. */
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
