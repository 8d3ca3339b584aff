import { lstatSync } from "node:fs";

import { isPackError } from "@lambda-pack/model";
import type { StagedEntry, Staging } from "@lambda-pack/model";

import type { BundleIndex } from "../reuse/bundle-index.ts";
import { rememberBundles } from "../reuse/bundle-memory.ts";
import type { BundleMemory, EngineMemory } from "../reuse/bundle-memory.ts";
import type { FileStamp } from "../reuse/file-stamp.ts";
import { indexFileOf, indexStamp, readIndex } from "../reuse/index-file.ts";
import { digestOf } from "../reuse/known-contents.ts";
import type { KnownContent, IndexedZip } from "../reuse/known-contents.ts";
import { OutdatedStaging } from "../staging/outdated-staging.ts";
import { devicesWithoutTimes } from "../reuse/devices-without-times.ts";
import { readStaged } from "../staging/read-staged.ts";
import type { Staged } from "../staging/read-staged.ts";
import { surveyUnlisted } from "../staging/survey-unlisted.ts";

/**
 * What may be taken from earlier bundles. `trust`: a file is not read when the disk says of it what it said to an earlier
 * run. `verify`: every file is read, but what an earlier run has compressed is not compressed again.
 */
export type Reuse = "trust" | "verify" | "none";

export interface ReuseOptions {
  /** Absolute paths of what is to be written. */
  readonly zip: string | undefined;
  readonly stageDir: string | undefined;
  /** Whether hard links are to be staged. */
  readonly linked: boolean;
  readonly reuse: Reuse;
  /** Absolute path of the directory whose zips may hold what this one needs. */
  readonly pool: string | undefined;
  /** Only what the same engine has compressed is of use. */
  readonly engine: string;
  readonly memory: BundleMemory | undefined;
  /** By which an index is known as our own. */
  readonly key: Uint8Array;
}

/** What is there already. */
export interface WritingPlan {
  readonly memory: EngineMemory;
  /** The content of the entry at a position as an earlier run has packed it; undefined where it has to be read, and for links. */
  readonly knownAt: (position: number) => KnownContent | undefined;
  /** Of the zip that is to be replaced. */
  readonly zipIndex: BundleIndex | undefined;
  /** Absolute path of the directory of outputs, which has the indexes. */
  readonly pool: string | undefined;
  /** What stands in the staging directory. */
  readonly staged: Staged | undefined;
  /** Paths of files in the staging directory that no run has put there, and that stay. */
  readonly foreign: readonly string[];
  /** Whether what is staged for the entry at a position is right. */
  readonly isStagedAt: (position: number) => boolean;
}

/** Compares what the disk says of each file, and of what is staged, with the indexes of earlier bundles. Reads no content. */
export function planWriting(staging: Staging, options: ReuseOptions): WritingPlan {
  const { entries } = staging;
  const { zip, stageDir, reuse } = options;
  const isFresh = zip === undefined || reuse === "none";
  const memory = (isFresh ? rememberBundles() : (options.memory ?? rememberBundles())).of(options);
  const zipIndex = isFresh ? undefined : memory.read(zip, options.pool);
  const stage = stageDir === undefined || reuse !== "trust" ? undefined : readStageIndex(stageDir, options);
  // Where no zip is wanted, digests are all that is needed.
  if (zip === undefined && stage !== undefined) memory.add(stage);

  const known = findAll(entries, memory, options);
  const { staged, foreign } = lookAtStage(entries, { ...options, stage });
  return {
    memory,
    zipIndex,
    pool: options.pool,
    staged,
    foreign,
    knownAt: (position) => known[position],
    isStagedAt: (position) => {
      const content = known[position];
      const digest = staged?.digestAt(position);
      if (staged?.isSameAt(position) === true) return true;
      return content !== undefined && digest !== undefined && digestOf(content).equals(digest);
    },
  };
}

interface StageIndex extends Pick<IndexedZip, "file" | "index"> {
  readonly indexStamp: FileStamp;
}

/** What is found may be in the midst of another run, which takes the index away first and writes another one last. */
function lookAtStage(
  entries: readonly StagedEntry[],
  { stage, stageDir, linked, pool }: ReuseOptions & { readonly stage: StageIndex | undefined },
): Pick<WritingPlan, "staged" | "foreign"> {
  if (stageDir === undefined) return { staged: undefined, foreign: [] };
  const indexFile = indexFileOf(stageDir, pool);
  const before = stage?.indexStamp ?? indexStamp(indexFile, { lstatSync });
  try {
    const staged = stage === undefined ? undefined : readStaged(stageDir, { ...stage, entries, linked });
    return { staged, foreign: staged?.foreign ?? surveyUnlisted(stageDir, entries, pool) };
  } catch (error) {
    const after = indexStamp(indexFile, { lstatSync });
    if (isPackError(error) && (before?.ino !== after?.ino || before?.ctimeMs !== after?.ctimeMs))
      throw new OutdatedStaging();
    throw error;
  }
}

/** The stamp first: an index that is replaced in between does not have it. */
function readStageIndex(file: string, { pool, ...reader }: ReuseOptions): StageIndex | undefined {
  const indexFile = indexFileOf(file, pool);
  const stamp = indexStamp(indexFile, { lstatSync });
  const found = readIndex(indexFile, reader);
  return stamp === undefined || found?.isOwn !== true ? undefined : { file, index: found.index, indexStamp: stamp };
}

/** Looks at the zips of other bundles only as long as something is not known. */
function findAll(
  entries: readonly StagedEntry[],
  { contents, readMore }: EngineMemory,
  { zip, pool, reuse }: ReuseOptions,
): readonly (KnownContent | undefined)[] {
  const mute = devicesWithoutTimes(entries);
  const known = entries.map(find);
  if (zip === undefined || pool === undefined || reuse === "none") return known;
  let missing = [...entries.keys()].filter(isMissing);
  const more = readMore(pool);
  while (missing.length > 0 && more.next().done !== true) {
    for (const position of missing) known[position] = find(entries[position]);
    missing = missing.filter(isMissing);
  }
  return known;

  function find(entry: StagedEntry | undefined): KnownContent | undefined {
    if (entry?.kind !== "file" || reuse !== "trust" || mute.has(entry.dev)) return undefined;
    return contents.findByStat(entry);
  }

  function isMissing(position: number): boolean {
    return entries[position]?.kind === "file" && known[position] === undefined;
  }
}
