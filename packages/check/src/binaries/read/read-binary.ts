import { readElf } from "./read-elf.ts";
import type { Elf } from "./read-elf.ts";
import { readMachO } from "./read-mach-o.ts";
import type { MachO } from "./read-mach-o.ts";
import { readPe } from "./read-pe.ts";
import type { Pe } from "./read-pe.ts";

/** What a file with machine code says of itself. */
export type Binary = Elf | MachO | Pe | DamagedBinary;

export interface DamagedBinary {
  readonly format: "damaged";
  /** A clause, for a message: `its end is missing`. */
  readonly reason: string;
  /** What Git LFS leaves in the place of a file that it has not fetched. */
  readonly pointer?: true;
}

/** Understands a file by its content alone; undefined for one that has no machine code, or none that can be loaded. Never throws. */
export function readBinary(bytes: Uint8Array): Binary | undefined {
  try {
    return hasElfMagic(bytes) ? readElf(bytes) : (readMachO(bytes) ?? readPe(bytes));
  } catch (error) {
    if (error instanceof RangeError) return { format: "damaged", reason: error.message };
    throw error;
  }
}

/** Why a file without machine code is not what its name says; undefined for one that may well be something else. Never throws. */
export function findPlaceholder(bytes: Uint8Array): DamagedBinary | undefined {
  if (bytes.length === 0) return { format: "damaged", reason: "it is empty" };
  const isPointer = new TextDecoder("latin1").decode(bytes.subarray(0, POINTER_START.length)) === POINTER_START;
  return isPointer ? { format: "damaged", reason: "it is a Git LFS pointer", pointer: true } : undefined;
}

/** The first line of a pointer, by the specification of Git LFS. */
const POINTER_START = "version https://git-lfs.github.com/spec/";

function hasElfMagic(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
}
