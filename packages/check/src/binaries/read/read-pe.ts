/** A binary of Windows. */
export interface Pe {
  readonly format: "pe";
  /** As `process.arch` names it. */
  readonly cpu: string;
}

const DOS_MAGIC = 0x4d5a;
const PE_MAGIC = 0x50450000;

/** Reads the headers of a file of Windows; undefined for a file that is none, among them texts that begin with `MZ`. */
export function readPe(bytes: Uint8Array): Pe | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 64 || view.getUint16(0) !== DOS_MAGIC) return undefined;
  const header = view.getUint32(60, true); // e_lfanew
  if (header + 6 > bytes.length || view.getUint32(header) !== PE_MAGIC) return undefined;
  const machine = view.getUint16(header + 4, true);
  return { format: "pe", cpu: cpus.get(machine) ?? `machine ${machine}` };
}

const cpus = new Map([
  [0x14c, "ia32"],
  [0x1c0, "arm"],
  [0x1c4, "arm"],
  [0x8664, "x64"],
  [0xaa64, "arm64"],
]);
