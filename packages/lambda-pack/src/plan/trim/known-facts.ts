import { createHmac, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { indexFileOf } from "@lambda-pack/archive";
import { isJsonObject } from "@lambda-pack/model";
import type { FileFacts, KnownFacts } from "@lambda-pack/scan";
import { TOOL_VERSION } from "../../report/tool-version.ts";

/** Changes whenever other facts are read of the same text. */
const VERSION = 2;

const MAC_BYTES = 32;

/** Most bytes of facts, unpacked: those of the largest bundles have a tenth of it. */
const MAX_BYTES = 2 ** 28;

/** What earlier packs have read of files, beside the index of the output. */
export function factsFileOf(output: string, pool: string): string {
  return indexFileOf(output, pool).replace(/\.packindex$/u, ".packfacts");
}

/**
 * Facts by digest. Nothing is believed but what this user's own packs have written: else who may write a cache could have a file left
 * out that a function needs. Whatever is wrong with the file, nothing is known then.
 */
export function readKnownFacts(file: string, key: Uint8Array): KnownFacts {
  try {
    const content = readFileSync(file);
    const [mac, data] = [content.subarray(0, MAC_BYTES), content.subarray(MAC_BYTES)];
    if (!timingSafeEqual(mac, macOf(data, key))) return new Map();
    const json: unknown = JSON.parse(inflateRawSync(data, { maxOutputLength: MAX_BYTES }).toString());
    if (!isJsonObject(json) || json["version"] !== versionText || !isJsonObject(json["facts"])) return new Map();
    // What the tool itself has written and signed has the type that it had.
    return new Map(Object.entries(json["facts"] as Readonly<Record<string, FileFacts & object>>));
  } catch {
    return new Map();
  }
}

/** In its place at once. What cannot be written is read again next time. */
export function writeKnownFacts(file: string, facts: KnownFacts, key: Uint8Array): void {
  const fresh = `${file}.fresh`;
  try {
    const data = deflateRawSync(JSON.stringify({ version: versionText, facts: Object.fromEntries(facts) }), {
      level: 1,
    });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(fresh, Buffer.concat([macOf(data, key), data]));
    renameSync(fresh, file);
  } catch {
    rmSync(fresh, { force: true });
  }
}

const versionText = `${TOOL_VERSION} ${VERSION}`;

function macOf(data: Uint8Array, key: Uint8Array): Buffer {
  return createHmac("sha256", key).update("facts\0").update(data).digest();
}
