import { byCodeUnit, throwIfInterrupted } from "@lambda-pack/model";
import type { Staging } from "@lambda-pack/model";

import type { BundleOptions, WrittenBundle } from "./bundle-options.ts";
import { findUnchangedZip } from "./find-unchanged-zip.ts";
import { NO_KEY } from "../reuse/bundle-index.ts";
import { planWriting } from "./plan-writing.ts";
import type { WritingPlan } from "./plan-writing.ts";
import { diskFileSystem } from "../disk/file-system.ts";
import { removeLeftovers } from "../outputs/remove-leftovers.ts";
import { engineAt, engineId } from "../reuse/engine.ts";
import { OutdatedStaging } from "../staging/outdated-staging.ts";
import { writeChanged } from "./write-changed.ts";

/**
 * Writes the archive and the staging directory of one list; each file is read at most once for both, and what earlier bundles
 * hold is not compressed again. Both are put in place when both are complete: after a failure or an abort, what was there before
 * is there still, and nothing else.
 */
export async function writeBundle(staging: Staging, options: BundleOptions): Promise<WrittenBundle> {
  const written = await writeAgainIfOutdated(staging, options);
  await removeLeftovers(
    { outputs: [options.archive, options.stageDir], pool: options.pool },
    options.fs ?? diskFileSystem,
  );
  return written;
}

async function writeAgainIfOutdated(staging: Staging, options: BundleOptions): Promise<WrittenBundle> {
  try {
    return await writeOnce(staging, options);
  } catch (error) {
    // Another run has changed the staging directory meanwhile: what was planned for it fits no more.
    if (!(error instanceof OutdatedStaging)) throw error;
    return writeOnce(staging, { ...options, reuse: "verify" });
  }
}

async function writeOnce(staging: Staging, options: BundleOptions): Promise<WrittenBundle> {
  const {
    archive,
    format = "zip",
    level = 6,
    stageDir,
    stageMode,
    pool,
    memory,
    reuse = "trust",
    key = NO_KEY,
    maxArchiveBytes,
  } = options;
  throwIfInterrupted(options.signal);
  const engine = engineAt(level);
  const zip = format === "zip" ? archive : undefined;
  const linked = stageMode === "link";
  const plan = planWriting(staging, { zip, stageDir, linked, reuse, pool, memory, key, engine: engineId(engine) });
  const unchanged = zip === undefined ? undefined : findUnchangedZip(zip, staging.entries, plan);
  const isKept = unchanged !== undefined && unchanged.archive.size <= (maxArchiveBytes ?? Infinity);
  const isStaged = stageDir === undefined || isStagedWhole(staging, plan);
  if (isKept && isStaged) {
    await options.assertArchive?.(unchanged.archive, unchanged.archive.file);
    options.onProgress?.({ files: staging.entries.length, bytes: staging.bytes });
    return { ...unchanged, engine, work: { read: 0, compressed: 0 }, foreign: plan.foreign.toSorted(byCodeUnit) };
  }
  return writeChanged(staging, plan, {
    ...options,
    archive: isKept ? undefined : archive,
    keptArchive: isKept ? unchanged.archive : undefined,
    stageDir: isStaged ? undefined : stageDir,
    engine,
  });
}

/** Where a content is not known although the right file is staged, a hard link, the index has to be written again. */
function isStagedWhole({ entries }: Staging, { staged, isStagedAt, knownAt }: WritingPlan): boolean {
  if (staged === undefined || staged.extra.length > 0 || staged.wrongDirectories.length > 0) return false;
  return entries.every(
    ({ kind }, position) => isStagedAt(position) && (kind === "link" || knownAt(position) !== undefined),
  );
}
