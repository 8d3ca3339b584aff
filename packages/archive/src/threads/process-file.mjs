// @ts-check
/** @import { Stats } from "node:fs" */
/** @import { BatchDisk, FileData, FileOptions, FileRequest, FileResult } from "./batch.ts" */
import { createHash, hash } from "node:crypto";
import { constants } from "node:fs";
import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw, deflateRawSync } from "node:zlib";
import { findDigest } from "./find-digest.mjs";
import { isStopped } from "./is-stopped.mjs";
import { stageUnlessThere } from "./stage-file.mjs";
import { ChangedError, during, StepFailure } from "./step-failure.mjs";

/** Larger files are never held in memory whole. */
export const MAX_BYTES_WHOLE = 8 * 1024 * 1024;
const PIECE_BYTES = 1024 * 1024;

/**
 * Reads, digests, stages and compresses one file. Throws a `StepFailure`.
 *
 * @param {FileRequest} request
 * @param {FileOptions} options
 * @returns {FileResult | Promise<FileResult>}
 */
export function processFile(request, options) {
  const isLarge = request.content === undefined && request.size > MAX_BYTES_WHOLE;
  return isLarge ? processLarge(request, options) : processWhole(request, options);
}

/**
 * @param {FileRequest} request
 * @param {FileOptions} options
 * @returns {FileResult}
 */
function processWhole(request, { level, known, disk }) {
  const content = request.content ?? during("read", () => readListed(request, disk));
  const digest = hash("sha256", content, "buffer");
  const staged = stageUnlessThere(request, digest, {
    disk,
    copy: ({ file, mode }) => disk.writeFileSync(file, content, { flag: "wx", mode }),
  });
  const number = request.compress ? findDigest(known, digest) : undefined;
  const data = request.compress && number === undefined ? compressWhole(content, level) : undefined;
  return { digest, staged, number, data };
}

/**
 * @param {Buffer} content
 * @param {number} level
 * @returns {FileData}
 */
function compressWhole(content, level) {
  const crc = crc32(content);
  const deflated = level > 0 && content.length > 0 ? deflate(content, level) : content;
  return deflated.length < content.length
    ? { isDeflated: true, crc, dataCrc: crc32(deflated), size: deflated.length, piece: deflated }
    : { isDeflated: false, crc, dataCrc: crc, size: content.length, piece: content };
}

/**
 * A fresh stream. Its window is no larger than the content can use (with a smaller one the bytes would differ), and its output
 * has room in one piece.
 *
 * @param {Buffer} content
 * @param {number} level
 */
function deflate(content, level) {
  const windowBits = Math.min(Math.max(Math.ceil(Math.log2(content.length + 262)), 9), 15);
  return deflateRawSync(content, { level, windowBits, chunkSize: Math.max(content.length, 64) });
}

/**
 * In pieces: once to digest it, and once more to compress it when its digest is not known.
 *
 * @param {FileRequest} request
 * @param {FileOptions} options
 * @returns {Promise<FileResult>}
 */
async function processLarge(request, { level, known, disk, stop }) {
  const { digest, crc } = during("read", () => digestInPieces(request, { disk, stop }));
  const staged = stageUnlessThere(request, digest, {
    disk,
    copy: ({ file }) => disk.copyFileSync(request.source, file, constants.COPYFILE_EXCL),
  });
  const number = request.compress ? findDigest(known, digest) : undefined;
  const data = request.compress && number === undefined ? await spill(request, crc, { level, disk, stop }) : undefined;
  during("read", () => assertListed(disk.statSync(request.source), request));
  return { digest, staged, number, data };
}

/**
 * @param {FileRequest} request
 * @param {Pick<FileOptions, "disk" | "stop">} options
 */
function digestInPieces(request, { disk, stop }) {
  const sha256 = createHash("sha256");
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  let crc = 0;
  let size = 0;
  const fd = disk.openSync(request.source, "r");
  try {
    for (let read = -1; read !== 0 && !isStopped({ stop }); size += read) {
      read = disk.readSync(fd, piece, 0, piece.length, size);
      crc = crc32(piece.subarray(0, read), crc);
      sha256.update(piece.subarray(0, read));
    }
  } finally {
    disk.closeSync(fd);
  }
  if (size !== request.size) throw new ChangedError();
  return { digest: sha256.digest(), crc };
}

/**
 * Writes a large file's data beside the archive; returns whether it is deflated, its size and its CRC-32.
 *
 * @param {FileRequest} request
 * @param {number} crc
 * @param {Pick<FileOptions, "level" | "disk" | "stop">} options
 * @returns {Promise<FileData>}
 */
async function spill({ source, size, spill: file = "" }, crc, { level, disk, stop }) {
  let dataCrc = 0;
  let dataSize = 0;
  /** @param {AsyncIterable<Buffer>} pieces */
  async function* measured(pieces) {
    for await (const piece of pieces) {
      if (isStopped({ stop })) throw new Error("No more answers are wanted");
      dataCrc = crc32(piece, dataCrc);
      dataSize += piece.length;
      yield piece;
    }
  }
  try {
    if (level > 0) {
      const read = disk.createReadStream(source, { highWaterMark: PIECE_BYTES });
      await pipeline(read, createDeflateRaw({ level }), measured, disk.createWriteStream(file, { flags: "wx" }));
      if (dataSize < size) return { isDeflated: true, crc, dataCrc, size: dataSize };
    }
    disk.copyFileSync(source, file);
    return { isDeflated: false, crc, dataCrc: crc, size };
  } catch (error) {
    throw new StepFailure("spill", error);
  }
}

/**
 * The content of a file that is still the one that was listed. A modification time does not go back by itself.
 *
 * @param {FileRequest} request
 * @param {BatchDisk} disk
 */
function readListed({ source, size, mtimeMs }, disk) {
  const fd = disk.openSync(source, "r");
  try {
    const content = Buffer.allocUnsafe(size);
    for (let filled = 0, read = 0; filled < size; filled += read) {
      read = disk.readSync(fd, content, filled, size - filled, filled);
      if (read === 0) throw new ChangedError();
    }
    assertListed(disk.fstatSync(fd), { size, mtimeMs });
    return content;
  } finally {
    disk.closeSync(fd);
  }
}

/**
 * @param {Stats} stats
 * @param {Pick<FileRequest, "size" | "mtimeMs">} listed
 */
function assertListed(stats, { size, mtimeMs }) {
  if (!stats.isFile() || stats.size !== size || stats.mtimeMs !== mtimeMs) throw new ChangedError();
}
