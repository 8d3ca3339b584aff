// Worker threads are started from this file as it stands, which TypeScript could not be: so it is plain JavaScript, with its
// types beside it, and imports nothing but Node's own modules.
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { crc32, deflateRawSync } from "node:zlib";

/** See compress-batch.d.mts. */
export function compressBatch(requests) {
  const entries = [];
  const pieces = [];
  for (const [index, request] of requests.entries()) {
    const content = request.content ?? readListed(request);
    if (!ArrayBuffer.isView(content)) return { failed: { index, ...content } };
    const deflated = request.isStored || content.length === 0 ? content : deflateRawSync(content, { level: 6 });
    const data = deflated.length < content.length ? deflated : content;
    entries.push({
      isDeflated: data !== content,
      crc32: crc32(content),
      size: content.length,
      compressedSize: data.length,
    });
    pieces.push(data);
  }
  return { entries, data: Buffer.concat(pieces) };
}

/** The content of a file, or why it is not what was listed. A modification time does not go back by itself. */
function readListed({ source, size, mtimeMs }) {
  let fd;
  try {
    fd = openSync(source, "r");
    const content = Buffer.allocUnsafe(size);
    let filled = 0;
    while (filled < size) {
      const read = readSync(fd, content, filled, size - filled, filled);
      if (read === 0) return { error: undefined };
      filled += read;
    }
    const stats = fstatSync(fd);
    return stats.isFile() && stats.size === size && stats.mtimeMs === mtimeMs ? content : { error: undefined };
  } catch (error) {
    // Errors lose their codes on the way between threads.
    return { error: { code: error.code, message: error.message } };
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

// Somebody else's worker may load this module too, and its messages are not ours.
if (workerData?.task === "lambda-pack: compress batches") {
  parentPort.on("message", (requests) => {
    const answer = compressBatch(requests);
    // Small buffers lie in a pool that other buffers share, and must not be handed over.
    const isOwn = answer.data !== undefined && answer.data.length === answer.data.buffer.byteLength;
    parentPort.postMessage(answer, isOwn ? [answer.data.buffer] : []);
  });
}
