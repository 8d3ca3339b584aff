import type { Platform } from "@lambda-pack/model";
import type { Binary, DamagedBinary } from "./read/read-binary.ts";

/** A binary whose headers could be read. */
export type SoundBinary = Exclude<Binary, DamagedBinary>;

/** Whether the platform's loader takes it, whatever libraries it then misses. */
export function fitsMachine(binary: SoundBinary, { os, cpu, libc }: Platform): boolean {
  if (binary.format !== "elf" || os !== "linux" || binary.cpu !== cpu) return false;
  return binary.libc === libc || binary.libc === "none" || binary.libc === "static";
}

/** What a binary is made for, in words: `darwin arm64`, `linux x64 musl`. */
export function madeForText(binary: SoundBinary): string {
  if (binary.format === "mach-o") return `darwin ${binary.cpus.join("+")}`;
  if (binary.format === "pe") return `win32 ${binary.cpu}`;
  return `${systems[binary.libc]} ${binary.cpu}${binary.libc === "musl" ? " musl" : ""}`;
}

const systems = {
  glibc: "linux",
  musl: "linux",
  none: "linux",
  static: "linux",
  bionic: "android",
  other: "another system on",
} as const;
