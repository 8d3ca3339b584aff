import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { systemCode } from "@lambda-pack/model";

const KEY_BYTES = 32;

/** What other users may do to a file; Windows has no such bits. */
const OTHERS = 0o077;

/**
 * The secret by which this user's packs know what they have written on this machine, made when it is needed first. Where it cannot be kept, or
 * others can read it, a new one serves for one run: then contents prove what earlier runs have left.
 */
export function readCacheKey(stateHome: string): Uint8Array {
  const file = join(stateHome, "lambda-pack", "cache-key");
  try {
    return readKey(file) ?? makeKey(file);
  } catch {
    return randomBytes(KEY_BYTES);
  }
}

function readKey(file: string): Uint8Array | undefined {
  try {
    const key = readFileSync(file);
    const isSecret = (statSync(file).mode & OTHERS) === 0 || sep !== "/";
    return isSecret && key.length === KEY_BYTES ? key : randomBytes(KEY_BYTES);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Of two first runs at once, one makes the key; the other does without. */
function makeKey(file: string): Uint8Array {
  const key = randomBytes(KEY_BYTES);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, key, { mode: 0o600, flag: "wx" });
  return key;
}
