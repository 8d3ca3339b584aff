import { createHmac, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { indexFileOf } from "@lambda-pack/archive";
import type { FileFacts, KnownFacts } from "@lambda-pack/scan";
import { TOOL_VERSION } from "../../report/tool-version.ts";
import type { PackedPlan } from "./pack-plan.ts";

/** Changes whenever the same files make other facts, or another plan. */
const VERSION = 5;

const MAC_BYTES = 32;

/** Most bytes, unpacked: those of the largest bundles have a tenth of it. */
const MAX_BYTES = 2 ** 28;

/** What a trim leaves for the next one of the same output. */
export interface TrimRecord {
  readonly facts: KnownFacts;
  /** The plan, and what it was made of; undefined where there is none. */
  readonly made: MadePlan | undefined;
}

export interface MadePlan {
  /** SHA-256 of all that decides, but for what files say. */
  readonly structure: string;
  /** SHA-256 of each file that was read, by its path in the bundle. */
  readonly contents: readonly (readonly [path: string, digest: string])[];
  readonly plan: PackedPlan;
}

/** A record that was read: its facts are unpacked where the plan does not serve. */
export interface FoundRecord extends Pick<TrimRecord, "made"> {
  readonly facts: () => KnownFacts;
}

const NO_RECORD: FoundRecord = { made: undefined, facts: () => new Map() };

/** Beside the index of the output. */
export function memoryFileOf(output: string, pool: string): string {
  return indexFileOf(output, pool).replace(/\.packindex$/u, ".packfacts");
}

/**
 * Nothing is believed but what this user's own packs have written: else who may write a cache could have a file left out that a function
 * needs. Whatever is wrong with the file, nothing is known then.
 */
export function readMemoryFile(file: string, key: Uint8Array): FoundRecord {
  try {
    const content = readFileSync(file);
    const [mac, data] = [content.subarray(0, MAC_BYTES), content.subarray(MAC_BYTES)];
    if (!timingSafeEqual(mac, macOf(data, key))) return NO_RECORD;
    const end = LENGTH_BYTES + data.readUInt32LE(0);
    // What the tool itself has written and signed has the type that it had.
    const { version, made } = unpack(data.subarray(LENGTH_BYTES, end)) as { version: string; made?: MadePlan };
    if (version !== versionText) return NO_RECORD;
    const facts = (): KnownFacts =>
      new Map(Object.entries(unpack(data.subarray(end)) as Readonly<Record<string, FileFacts>>));
    return { made, facts };
  } catch {
    return NO_RECORD;
  }
}

/** In its place at once. What cannot be written is read again next time. */
export function writeMemoryFile(file: string, { facts, made }: TrimRecord, key: Uint8Array): void {
  const fresh = `${file}.fresh`;
  try {
    const [plan, texts] = [pack({ version: versionText, made }), pack(Object.fromEntries(facts))];
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(plan.length);
    const data = Buffer.concat([length, plan, texts]);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(fresh, Buffer.concat([macOf(data, key), data]));
    renameSync(fresh, file);
  } catch {
    rmSync(fresh, { force: true });
  }
}

const LENGTH_BYTES = 4;

const versionText = `${TOOL_VERSION} ${VERSION}`;

function pack(value: unknown): Buffer {
  return deflateRawSync(JSON.stringify(value), { level: 1 });
}

function unpack(data: Buffer): unknown {
  return JSON.parse(inflateRawSync(data, { maxOutputLength: MAX_BYTES }).toString());
}

function macOf(data: Uint8Array, key: Uint8Array): Buffer {
  return createHmac("sha256", key).update("facts\0").update(data).digest();
}
