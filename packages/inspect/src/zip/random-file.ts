import * as fs from "node:fs";
import { notAFile, zipUnreadable } from "./zip-faults.ts";

/** What opening a zip asks of the disk, without Node's types, which users of ours need not have; the one seam of the tests. */
export interface ZipFileSystem {
  readonly statSync: (path: string) => { readonly isFile: () => boolean; readonly isDirectory: () => boolean };
  readonly openSync: (path: string, flags: "r") => number;
  readonly fstatSync: (fd: number) => { readonly size: number };
  readonly readSync: (
    ...into: [fd: number, buffer: Uint8Array, offset: number, length: number, position: number]
  ) => number;
  readonly closeSync: (fd: number) => void;
}

/** A file that is read at any place, and stays the same file when another one is put in its place. */
export interface RandomFile {
  /** Bytes, when it was opened. */
  readonly size: number;
  /** Fills the buffer from that position on, and returns how much there was. */
  readonly read: (buffer: Uint8Array, position: number) => number;
  readonly close: () => void;
}

/** Opens a regular file; a pipe would be waited for without end. Every failure is a `PackError`. */
export function openRandomFile(file: string, label: string, disk: ZipFileSystem = fs): RandomFile {
  const orUnreadable = <T>(step: () => T): T => {
    try {
      return step();
    } catch (error) {
      throw zipUnreadable(label, error);
    }
  };
  const found = orUnreadable(() => disk.statSync(file));
  if (!found.isFile()) throw notAFile(label, found.isDirectory() ? "a directory" : "not a file");
  const fd = orUnreadable(() => disk.openSync(file, "r"));
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    disk.closeSync(fd);
  };
  try {
    const { size } = orUnreadable(() => disk.fstatSync(fd));
    const read = (buffer: Uint8Array, position: number): number => {
      if (closed) throw new Error(`${label} was closed before it was read`);
      let done = 0;
      while (done < buffer.length && position + done < size) {
        const count = orUnreadable(() => disk.readSync(fd, buffer, done, buffer.length - done, position + done));
        if (count === 0) break;
        done += count;
      }
      return done;
    };
    return { size, read, close };
  } catch (error) {
    close();
    throw error;
  }
}
