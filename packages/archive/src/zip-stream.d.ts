/** The parts of zip-stream 7 and of compress-commons 7 below it that zip-engine.ts builds on; neither has types. */
declare module "zip-stream" {
  import type { Transform } from "node:stream";

  interface GeneralPurposeBit {
    useDataDescriptor(used: boolean): void;
    useUTF8ForNames(used: boolean): void;
  }

  export interface ZipArchiveEntry {
    name: string;
    getGeneralPurposeBit(): GeneralPurposeBit;
    setMethod(method: number): void;
    setVersionNeededToExtract(version: number): void;
    setSize(size: number): void;
    setCompressedSize(size: number): void;
    setCrc(crc: number): void;
    setUnixMode(mode: number): void;
  }

  interface EntryData {
    readonly name: string;
  }

  type EntryCallback = (error: Error | null | undefined, entry?: ZipArchiveEntry) => void;

  // oxlint-disable-next-line import/no-default-export
  export default class ZipStream extends Transform {
    constructor(options?: object);
    protected readonly _entries: readonly ZipArchiveEntry[];
    protected readonly _archive: { readonly centralLength: number; readonly centralOffset: number };
    entry(source: Buffer, data: EntryData, callback: EntryCallback): this;
    finalize(): void;
    isZip64(): boolean;
    protected _appendBuffer(entry: ZipArchiveEntry, source: Buffer, callback: EntryCallback): void;
    protected _writeLocalFileHeader(entry: ZipArchiveEntry): void;
    protected _afterAppend(entry: ZipArchiveEntry): void;
  }
}
