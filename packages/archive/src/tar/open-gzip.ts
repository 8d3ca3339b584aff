import { once } from "node:events";
import { crc32, createDeflateRaw } from "node:zlib";

export interface GzipOptions {
  /** How hard is compressed, 0 to 9. */
  readonly level: number;
  /** Takes what is compressed; the next comes when the promise has resolved. */
  readonly write: (pieces: readonly Uint8Array[]) => Promise<void>;
}

export interface Gzip {
  /** What was handed over is not needed any more when the promise resolves. */
  readonly append: (pieces: readonly Uint8Array[]) => Promise<void>;
  /** Everything is written afterwards. */
  readonly finish: () => Promise<void>;
  /** Nothing is written any more afterwards. */
  readonly abort: () => Promise<void>;
}

/** So much is compressed at once, outside of this thread, while the next block is filled: so its bytes depend on no timing. */
const BLOCK_BYTES = 1024 * 1024;

/** A gzip of one member, as bytes in and bytes out. What is not written yet is never more than two blocks. */
export function openGzip({ level, write }: GzipOptions): Gzip {
  const deflate = openDeflate(level);
  let [filling, spare] = [Buffer.allocUnsafe(BLOCK_BYTES), Buffer.allocUnsafe(BLOCK_BYTES)];
  let filled = 0;
  let crc = 0;
  let size = 0;
  let underWay = Promise.resolve();
  start(write([memberHeader()]));

  return {
    append: async (pieces) => {
      for (const piece of pieces) {
        for (let at = 0; at < piece.length;) {
          const part = piece.subarray(at, at + BLOCK_BYTES - filled);
          filling.set(part, filled);
          filled += part.length;
          at += part.length;
          if (filled === BLOCK_BYTES) await startBlock();
        }
      }
    },
    finish: async () => {
      if (filled > 0) await startBlock();
      await underWay;
      await write([...(await deflate.finish()), memberTrailer(crc, size)]);
    },
    abort: async () => {
      await Promise.allSettled([underWay]);
      deflate.close();
    },
  };

  async function startBlock(): Promise<void> {
    // The one before it is done then, so that its buffer is free.
    await underWay;
    start(compress(filling.subarray(0, filled)));
    [filling, spare] = [spare, filling];
    filled = 0;
  }

  /** A failure rejects whatever is awaited next. */
  function start(step: Promise<void>): void {
    underWay = step;
    void Promise.allSettled([step]);
  }

  async function compress(block: Buffer): Promise<void> {
    crc = crc32(block, crc);
    size += block.length;
    await write(await deflate.compress(block));
  }
}

interface Deflate {
  /** What comes out when the block has gone in. */
  readonly compress: (block: Buffer) => Promise<readonly Buffer[]>;
  /** What is left to come out. */
  readonly finish: () => Promise<readonly Buffer[]>;
  readonly close: () => void;
}

function openDeflate(level: number): Deflate {
  const stream = createDeflateRaw({ level, chunkSize: BLOCK_BYTES });
  const pieces: Buffer[] = [];
  stream.on("data", (piece: Buffer) => pieces.push(piece));

  return {
    compress: async (block) => {
      await new Promise<void>((resolve, reject) => {
        stream.once("error", reject);
        stream.write(block, () => {
          stream.off("error", reject);
          resolve();
        });
      });
      return pieces.splice(0);
    },
    finish: async () => {
      stream.end();
      await once(stream, "end");
      return pieces.splice(0);
    },
    close: () => {
      stream.destroy();
    },
  };
}

/** The begin of a member (RFC 1952, section 2.3), its fields by name and in the order of the specification. */
function memberHeader(): Buffer {
  const header = Buffer.alloc(10);
  header.writeUInt16BE(0x1f8b, 0); // ID1, ID2
  header.writeUInt8(8, 2); // CM: deflate
  header.writeUInt8(0, 3); // FLG
  header.writeUInt32LE(0, 4); // MTIME: none
  header.writeUInt8(0, 8); // XFL
  header.writeUInt8(255, 9); // OS: unknown
  return header;
}

/** The end of a member. */
function memberTrailer(crc: number, size: number): Buffer {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc, 0); // CRC32
  trailer.writeUInt32LE(size % 2 ** 32, 4); // ISIZE
  return trailer;
}
