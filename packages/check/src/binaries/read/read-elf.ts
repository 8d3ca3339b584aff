import { openElfBytes } from "./elf-bytes.ts";
import { readElfDynamic } from "./elf-dynamic.ts";
import type { ElfDynamic } from "./elf-dynamic.ts";
import { readElfSegments } from "./elf-segments.ts";
import { readNodeVersion } from "./read-node-version.ts";
import type { NodeVersion } from "./read-node-version.ts";

/** What an ELF file says of the machine that it is for. */
export interface Elf {
  readonly format: "elf";
  /** As `process.arch` names it; `machine 8` where Node has no name for it. */
  readonly cpu: string;
  /** An executable may be one that is linked like a library. */
  readonly kind: "executable" | "library";
  /**
   * `static` needs no C library, and `none` none of those; `bionic` is Android's, and `other` that of a system that is not
   * Linux.
   */
  readonly libc: "glibc" | "musl" | "bionic" | "other" | "none" | "static";
  /** Libraries that it asks the loader for, as named. */
  readonly needed: readonly string[];
  /** Folders in which it has them looked for, `$ORIGIN` not replaced. */
  readonly searchPaths: readonly string[];
  /** Library → versions of its symbols. */
  readonly versions: ReadonlyMap<string, readonly string[]>;
  /** Of an addon; undefined where it does not say. */
  readonly nodeVersion: NodeVersion | undefined;
}

const ET_EXEC = 2;
const ET_DYN = 3;

/**
 * Reads an ELF file that begins with its magic number; undefined for one that cannot be loaded, such as an object file. Throws a
 * `RangeError`, whose message is the reason, where it is damaged.
 */
export function readElf(bytes: Uint8Array): Elf | undefined {
  if (bytes.length < 64) throw new RangeError("its end is missing");
  if (!isKnown(bytes)) throw new RangeError("its header makes no sense");
  const elf = openElfBytes(bytes);
  const type = elf.u16(16); // e_type
  if (type !== ET_EXEC && type !== ET_DYN) return undefined;
  const segments = readElfSegments(elf);
  const { interpreter } = segments;
  const dynamic = readElfDynamic(elf, segments);
  const { needed = [], searchPaths = [], versions = new Map<string, readonly string[]>() } = dynamic ?? {};
  return {
    format: "elf",
    cpu: cpuOf(elf.u16(18)), // e_machine
    kind: type === ET_EXEC || interpreter !== undefined || dynamic?.movable === true ? "executable" : "library",
    libc: findLibc(dynamic, interpreter, elf.u8(7)), // EI_OSABI
    needed,
    searchPaths,
    versions,
    nodeVersion: readNodeVersion(bytes, elf, { names: dynamic?.names, segments }),
  };
}

/** Class and byte order have two values each. */
function isKnown(bytes: Uint8Array): boolean {
  return (bytes[4] === 1 || bytes[4] === 2) && (bytes[5] === 1 || bytes[5] === 2);
}

const cpus = new Map([
  [3, "ia32"],
  [8, "mips"],
  [20, "ppc"],
  [21, "ppc64"],
  [22, "s390x"],
  [40, "arm"],
  [62, "x64"],
  [183, "arm64"],
  [243, "riscv64"],
  [258, "loong64"],
]);

function cpuOf(machine: number): string {
  return cpus.get(machine) ?? `machine ${machine}`;
}

/** 0 is System V and 3 is Linux, and both stand for Linux. */
const linuxAbis: ReadonlySet<number> = new Set([0, 3]);

function findLibc(dynamic: ElfDynamic | undefined, interpreter: string | undefined, abi: number): Elf["libc"] {
  if (!linuxAbis.has(abi)) return "other";
  if (dynamic === undefined) return "static";
  const { needed, versions } = dynamic;
  const names = interpreter === undefined ? needed : [...needed, interpreter];
  if (names.some((name) => /ld-musl|libc\.musl/u.test(name))) return "musl";
  if (names.some((name) => /^libc\.so\.6(?:\.1)?$|ld-linux|ld64\.so/u.test(name))) return "glibc";
  if (versions.get("libc.so")?.includes("LIBC") === true || interpreter?.startsWith("/system/") === true)
    return "bionic";
  if (needed.includes("libc.so")) return "musl";
  if (names.some((name) => /^libc\.so\.\d|ld-elf|ld\.elf_so|ld\.so$/u.test(name))) return "other";
  return [...versions].some(([name, own]) => isGlibc(name) && own.some((version) => version.startsWith("GLIBC_")))
    ? "glibc"
    : "none";
}

/** Whether a library is part of glibc: libgcc has versions called `GLIBC_2.0` as well, and musl loads it. */
export function isGlibc(library: string): boolean {
  return glibcFamily.test(library);
}

const glibcFamily =
  /^(?:lib(?:c|m)\.so\.6(?:\.1)?|libpthread\.so\.0|libdl\.so\.2|librt\.so\.1|libresolv\.so\.2|libutil\.so\.1|ld-linux.*|ld64\.so.*|ld\.so\.1)$/u;
