import type { StagedFile, Staging } from "@lambda-pack/model";
import { rememberBundles } from "./bundle-memory.ts";
import type { BundleMemory } from "./bundle-memory.ts";
import { devicesWithoutTimes } from "./devices-without-times.ts";
import { engineAt, engineId } from "./engine.ts";
import { digestOf } from "./known-contents.ts";

export interface KnownDigestsOptions {
  /** Absolute path of the zip that is to be written; undefined where nothing is to be believed. */
  readonly zip: string | undefined;
  readonly pool: string;
  readonly level: number;
  readonly key: Uint8Array;
  /** The one that the zip is written with: each index is read once then. */
  readonly memory?: BundleMemory | undefined;
}

/**
 * SHA-256, in base64url, of the files of a bundle that the disk says are what an earlier pack of the same zip has read; undefined for
 * all others, which have to be read. Reads no content.
 */
export function openKnownDigests(
  { entries }: Staging,
  { zip, pool, level, key, memory = rememberBundles() }: KnownDigestsOptions,
): (file: StagedFile) => string | undefined {
  if (zip === undefined) return () => undefined;
  const { contents, read } = memory.of({ engine: engineId(engineAt(level)), key });
  if (read(zip, pool) === undefined) return () => undefined;
  const mute = devicesWithoutTimes(entries);
  return (file) => {
    const known = mute.has(file.dev) ? undefined : contents.findByStat(file);
    return known && digestOf(known).toString("base64url");
  };
}
