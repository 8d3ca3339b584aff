import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { throwIfInterrupted } from "@lambda-pack/model";
import type { RandomFile } from "./random-file.ts";

const CHUNK = 2 ** 20;

/** SHA-256 of the whole file, in hex; whatever waits gets its turn in between. */
export async function hashFile(file: RandomFile, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(file.size, 1)));
  for (let position = 0; position < file.size;) {
    const count = file.read(buffer, position);
    if (count === 0) break;
    hash.update(buffer.subarray(0, count));
    position += count;
    await nextTurn();
    throwIfInterrupted(signal);
  }
  return hash.digest("hex");
}
