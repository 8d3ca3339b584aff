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
  /** Absolute path that the data of a file larger than `MAX_BYTES_WHOLE` is written to, instead of being handed back. */
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
  readonly digests: Uint8Array<ArrayBuffer>;
  /** `facts.length` numbers for each. */
  readonly facts: Float64Array<ArrayBuffer>;
  /** The data of the files that were compressed, in a row, but for what was spilled. */
  readonly data: Uint8Array<ArrayBuffer>;
  readonly failed?: undefined;
}

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
  /** Not zero when no more answers are wanted; shared with the thread. */
  readonly stop?: Int32Array | undefined;
  /** The machine's own unless given; cannot be handed to threads. */
  readonly disk?: BatchDisk;
}

/** What processing a file needs. */
export interface FileOptions extends BatchOptions {
  readonly disk: BatchDisk;
}

/** What became of a file, before it is a line of columns. */
export interface FileResult {
  /** SHA-256 of the content. */
  readonly digest: Buffer;
  /** In the table of known digests. */
  readonly number: number | undefined;
  /** Undefined where the digest is known, or no data was asked for. */
  readonly data: FileData | undefined;
  /** What the disk says of the staged file; undefined where none was written. */
  readonly staged: { readonly ino: number; readonly ctimeMs: number } | undefined;
}

/** The data of a file in a zip. */
export interface FileData {
  readonly isDeflated: boolean;
  /** CRC-32 of the content, and of the data. */
  readonly crc: number;
  readonly dataCrc: number;
  /** Bytes of the data. */
  readonly size: number;
  /** The data itself, unless it was spilled. */
  readonly piece?: Uint8Array;
}
