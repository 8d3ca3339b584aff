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

function hasElfMagic(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
}
