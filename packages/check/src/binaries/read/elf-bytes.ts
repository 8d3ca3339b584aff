/** Numbers and texts of an ELF file, in its own width and byte order. Nothing outside of the file is ever read. */
export interface ElfBytes {
  readonly size: number;
  /** 64 bits. */
  readonly wide: boolean;
  readonly u8: (offset: number) => number;
  readonly u16: (offset: number) => number;
  readonly u32: (offset: number) => number;
  /** An address, an offset or a size: 8 bytes in a file of 64 bits, else 4. */
  readonly word: (offset: number) => number;
  /** What stands there up to the next zero byte. */
  readonly text: (offset: number) => string;
}

/** Far more than any library needs: files that point into themselves in circles end here. */
const MAX_READS = 200_000;

/** Longer than any path or symbol that a linker writes. */
const MAX_TEXT_BYTES = 4096;

/** Every read throws a `RangeError`, whose message is the reason, where the file does not hold what it promises. */
export function openElfBytes(bytes: Uint8Array): ElfBytes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bytes[4] === 2;
  const little = bytes[5] === 1;
  // The largest table, that of symbols, is read once.
  const mostReads = MAX_READS + bytes.length / 8;
  let reads = 0;

  /** The same offset, known to be good for so many bytes. */
  function within(offset: number, length: number): number {
    reads += 1;
    if (reads > mostReads) throw new RangeError("its tables never end");
    if (offset < 0 || offset + length > bytes.length) throw new RangeError("it points behind its own end");
    return offset;
  }

  const u32 = (offset: number): number => view.getUint32(within(offset, 4), little);
  return {
    size: bytes.length,
    wide,
    u8: (offset) => view.getUint8(within(offset, 1)),
    u16: (offset) => view.getUint16(within(offset, 2), little),
    u32,
    word: (offset) => (wide ? Number(view.getBigUint64(within(offset, 8), little)) : u32(offset)),
    text: (offset) => {
      const end = bytes.indexOf(0, within(offset, 1));
      if (end === -1) throw new RangeError("a name in it has no end");
      if (end - offset > MAX_TEXT_BYTES) throw new RangeError("a name in it is too long");
      return Buffer.from(bytes.buffer, bytes.byteOffset + offset, end - offset).toString("latin1");
    },
  };
}
