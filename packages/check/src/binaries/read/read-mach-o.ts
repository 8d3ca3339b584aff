/** A binary of macOS. */
export interface MachO {
  readonly format: "mach-o";
  /** As `process.arch` names them; a universal binary has several. */
  readonly cpus: readonly string[];
}

const FAT = 0xcafebabe;
const FAT_WIDE = 0xcafebabf;

/** Magic numbers as they read in big-endian order → whether the header is written the other way round. */
const thinMagics = new Map([
  [0xfeedface, false],
  [0xfeedfacf, false],
  [0xcefaedfe, true],
  [0xcffaedfe, true],
]);

/** Reads the header of a file of macOS; undefined for a file that is none. Throws a `RangeError` where it ends too soon. */
export function readMachO(bytes: Uint8Array): MachO | undefined {
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  const little = thinMagics.get(magic);
  if (little !== undefined) return { format: "mach-o", cpus: [cpuOf(view.getUint32(4, little))] };
  return magic === FAT || magic === FAT_WIDE ? readFat(view, magic === FAT ? 20 : 32) : undefined;
}

/** Classes of Java begin with the same number; what counts processors here is a version there, 45 at least. */
const MAX_CPUS = 44;

function readFat(view: DataView, entrySize: number): MachO | undefined {
  const count = view.getUint32(4);
  if (count === 0 || count > MAX_CPUS) return undefined;
  if (8 + count * entrySize > view.byteLength) throw new RangeError("its end is missing");
  return {
    format: "mach-o",
    cpus: Array.from({ length: count }, (_, index) => cpuOf(view.getUint32(8 + index * entrySize))),
  };
}

const cpus = new Map([
  [7, "ia32"],
  [12, "arm"],
  [0x01000007, "x64"],
  [0x0100000c, "arm64"],
]);

function cpuOf(type: number): string {
  return cpus.get(type) ?? `machine ${type}`;
}
