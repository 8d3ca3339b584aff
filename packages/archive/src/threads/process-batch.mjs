// Worker threads are started from this file as it stands, which TypeScript could not be: so it is plain JavaScript, with its
// types beside it, and imports nothing but Node's own modules.
import { createHash, hash } from "node:crypto";
import nodeDisk, { constants } from "node:fs";
import { pipeline } from "node:stream/promises";
import { parentPort, workerData } from "node:worker_threads";
import { crc32, createDeflateRaw, deflateRawSync } from "node:zlib";

/** See process-batch.d.mts. */
export const mostBytesWhole = 8 * 1024 * 1024;
const pieceBytes = 1024 * 1024;

/** See process-batch.d.mts. */
export const digestBytes = 32;

/** See process-batch.d.mts. */
export const stagedSeconds = 315_532_800;

/** See process-batch.d.mts. */
export const facts = {
  length: 7,
  outcome: 0,
  known: 1,
  crc: 2,
  dataCrc: 3,
  dataSize: 4,
  stagedInode: 5,
  stagedCtime: 6,
};

/** See process-batch.d.mts. */
export const outcomes = { read: 0, known: 1, stored: 2, deflated: 3 };

/** See process-batch.d.mts. */
export async function processBatch(requests, { disk = nodeDisk, ...rest }) {
  const options = { disk, ...rest };
  const processed = {
    digests: new Uint8Array(requests.length * digestBytes),
    facts: new Float64Array(requests.length * facts.length),
  };
  const pieces = [];
  for (const [index, request] of requests.entries()) {
    try {
      const isLarge = request.content === undefined && request.size > mostBytesWhole;
      const file = isLarge ? await processLarge(request, options) : processWhole(request, options);
      processed.digests.set(file.digest, index * digestBytes);
      processed.facts.set(factsOf(file), index * facts.length);
      if (file.data?.piece !== undefined) pieces.push(file.data.piece);
    } catch (failure) {
      if (!(failure instanceof StepFailure)) throw failure;
      return { failed: { index, step: failure.step, error: plainError(failure.cause) } };
    }
  }
  return { ...processed, data: Buffer.concat(pieces) };
}

function factsOf({ number, data, staged }) {
  const { isDeflated, crc = 0, dataCrc = 0, size = 0 } = data ?? {};
  const compressed = isDeflated ? outcomes.deflated : outcomes.stored;
  const outcome = data === undefined ? (number === undefined ? outcomes.read : outcomes.known) : compressed;
  return [outcome, number ?? 0, crc, dataCrc, size, staged?.ino ?? 0, staged?.ctimeMs ?? 0];
}

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
 */
function deflate(content, level) {
  const windowBits = Math.min(Math.max(Math.ceil(Math.log2(content.length + 262)), 9), 15);
  return deflateRawSync(content, { level, windowBits, chunkSize: Math.max(content.length, 64) });
}

/** In pieces: once to digest it, and once more to compress it when its digest is not known. */
async function processLarge(request, { level, known, disk }) {
  const { digest, crc } = during("read", () => digestInPieces(request, disk));
  const staged = stageUnlessThere(request, digest, {
    disk,
    copy: ({ file }) => disk.copyFileSync(request.source, file, constants.COPYFILE_EXCL),
  });
  const number = request.compress ? findDigest(known, digest) : undefined;
  const data = request.compress && number === undefined ? await spill(request, crc, { level, disk }) : undefined;
  during("read", () => assertListed(disk.statSync(request.source), request));
  return { digest, staged, number, data };
}

function digestInPieces(request, disk) {
  const sha256 = createHash("sha256");
  const piece = Buffer.allocUnsafe(pieceBytes);
  let crc = 0;
  let size = 0;
  const fd = disk.openSync(request.source, "r");
  try {
    for (let read = -1; read !== 0; size += read) {
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

/** Writes a large file's data beside the archive; tells whether it is deflated, its size and its CRC-32. */
async function spill({ source, size, spill: file }, crc, { level, disk }) {
  let dataCrc = 0;
  let dataSize = 0;
  async function* measured(pieces) {
    for await (const piece of pieces) {
      dataCrc = crc32(piece, dataCrc);
      dataSize += piece.length;
      yield piece;
    }
  }
  try {
    if (level > 0) {
      const read = disk.createReadStream(source, { highWaterMark: pieceBytes });
      await pipeline(read, createDeflateRaw({ level }), measured, disk.createWriteStream(file, { flags: "wx" }));
      if (dataSize < size) return { isDeflated: true, crc, dataCrc, size: dataSize };
    }
    disk.copyFileSync(source, file);
    return { isDeflated: false, crc, dataCrc: crc, size };
  } catch (error) {
    throw new StepFailure("spill", error);
  }
}

/** The content of a file that is still the one that was listed. A modification time does not go back by itself. */
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

function assertListed(stats, { size, mtimeMs }) {
  if (!stats.isFile() || stats.size !== size || stats.mtimeMs !== mtimeMs) throw new ChangedError();
}

/** Writes a staged file by `copy`, or by what the request prefers to it; gives what the disk says of it then. */
function stageUnlessThere({ source, stage }, digest, { disk, copy }) {
  if (stage === undefined || (stage.unless !== undefined && digest.equals(stage.unless))) return undefined;
  const { file, mode, how } = stage;
  return during("stage", () => {
    if (how === "link" && (disk.statSync(source).mode & 0o7777) === mode) disk.linkSync(source, file);
    else {
      if (how === "clone") disk.copyFileSync(source, file, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
      else copy(stage);
      disk.utimesSync(file, stagedSeconds, stagedSeconds);
    }
    const { ino, ctimeMs, mode: made } = disk.lstatSync(file);
    if ((made & 0o7777) === mode) return { ino, ctimeMs };
    // The umask took something away, or the source has other permissions.
    disk.chmodSync(file, mode);
    return { ino, ctimeMs: disk.lstatSync(file).ctimeMs };
  });
}

/** See process-batch.d.mts. */
export function findDigest({ slots, words }, digest) {
  const wanted = new Uint32Array(8);
  new Uint8Array(wanted.buffer).set(digest);
  for (let slot = wanted[0] % slots.length; slots[slot] !== 0; slot = (slot + 1) % slots.length) {
    const number = slots[slot] - 1;
    if (wanted.every((word, index) => words[number * 8 + index] === word)) return number;
  }
  return undefined;
}

/** What went wrong, and at what. */
class StepFailure extends Error {
  constructor(step, cause) {
    super(step, { cause });
    this.step = step;
  }
}

/** The file is not the one that was listed. */
class ChangedError extends Error {}

function during(step, work) {
  try {
    return work();
  } catch (error) {
    throw new StepFailure(step, error);
  }
}

/** Errors lose their codes on the way between threads. */
function plainError(error) {
  return error instanceof ChangedError ? undefined : { code: error.code, message: error.message };
}

// Somebody else's worker may load this module too, and its messages are not ours.
if (workerData?.task === "lambda-pack: process batches") {
  let last = Promise.resolve();
  parentPort.on("message", (requests) => {
    last = last.then(async () => answer(await processBatch(requests, workerData.options)));
  });
}

function answer(batch) {
  // Small buffers lie in a pool that other buffers share, and must not be handed over.
  const whole = [batch.data, batch.digests, batch.facts].filter(
    (bytes) => bytes !== undefined && bytes.byteLength === bytes.buffer.byteLength,
  );
  parentPort.postMessage(
    batch,
    whole.map((bytes) => bytes.buffer),
  );
}
