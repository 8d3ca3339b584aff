import { availableParallelism } from "node:os";

import { byCodeUnit, throwIfInterrupted } from "@lambda-pack/model";
import type { Archive, Staging } from "@lambda-pack/model";

import type { BundleOptions, WrittenBundle } from "./bundle-options.ts";
import type { WorkDone } from "./entries-to-write.ts";
import { diskFileSystem } from "../disk/file-system.ts";
import type { WritingPlan } from "./plan-writing.ts";
import { NO_KEY } from "../reuse/bundle-index.ts";
import { openDigestTable } from "../reuse/digest-table.ts";
import { engineId } from "../reuse/engine.ts";
import type { Engine } from "../reuse/engine.ts";
import { indexFileOf, writeIndex } from "../reuse/index-file.ts";
import { openIndex } from "../reuse/index-writer.ts";
import type { IndexWriter } from "../reuse/index-writer.ts";
import { writeStaging } from "../staging/write-staging.ts";
import type { StagingWriter } from "../staging/write-staging.ts";
import { writeTar } from "../tar/write-tar.ts";
import type { TarWriter } from "../tar/write-tar.ts";
import { claimOutputs, settleClaims } from "./claim-outputs.ts";
import { openThreads } from "../threads/open-threads.ts";
import { writeEntries } from "./write-entries.ts";
import { writeZip } from "../zip/write-zip.ts";
import type { ZipWriter } from "../zip/write-zip.ts";

/** Outputs that are wanted and are not there yet. */
export interface ChangeOptions extends BundleOptions {
  readonly engine: Engine;
  /** The archive that stands there already. */
  readonly keptArchive: Archive | undefined;
}

/** The outputs while they are written. */
interface Outputs {
  readonly zip: ZipWriter | undefined;
  readonly tar: TarWriter | undefined;
  readonly stage: StagingWriter | undefined;
}

/** Writes the outputs, and puts them in place together. */
export async function writeChanged(
  staging: Staging,
  plan: WritingPlan,
  options: ChangeOptions,
): Promise<WrittenBundle> {
  const { engine, keptArchive, signal, assertArchive } = options;
  const index = openIndex(staging.entries);
  const opened: Pick<TarWriter, "abort" | "close">[] = [];
  let written: { readonly outputs: Outputs; readonly work: WorkDone; readonly archive: Archive | undefined };
  try {
    const outputs = await openOutputs(staging, { plan, options, opened });
    const work = await writeContents(staging, { plan, options, outputs, index });
    const archive = (await outputs.zip?.finish()) ?? (await outputs.tar?.finish()) ?? keptArchive;
    const finished = (outputs.zip ?? outputs.tar)?.unfinished ?? keptArchive?.file;
    if (archive !== undefined && finished !== undefined) await assertArchive?.(archive, finished);
    throwIfInterrupted(signal);
    await claimOutputs(staging, { plan, options, outputs, archive });
    // The archive last: its rename happens at once or not at all, the staging directory's can be undone.
    await outputs.stage?.commit();
    await (outputs.zip ?? outputs.tar)?.commit();
    written = { outputs, work, archive };
  } catch (error) {
    await Promise.allSettled(opened.map((output) => output.abort()));
    throw error;
  }
  const contentSha256 = index.contentSha256();
  await writeIndexes({ ...written, plan, index, options, contentSha256 });
  await settleClaims({ plan, options, outputs: written.outputs });
  for (const output of opened) await output.close();
  const foreign = plan.foreign.toSorted(byCodeUnit);
  return { archive: written.archive, contentSha256, engine, work: written.work, foreign };
}

interface Opening {
  readonly plan: WritingPlan;
  readonly options: ChangeOptions;
  /** Takes each output as soon as it is open. */
  readonly opened: Pick<TarWriter, "abort" | "close">[];
}

async function openOutputs({ entries }: Staging, { plan, options, opened }: Opening): Promise<Outputs> {
  const { archive, engine, format = "zip", stageDir, stageMode = "auto", fs = diskFileSystem } = options;
  const isOnDisk = options.source === undefined || options.source === diskFileSystem;
  const sample = isOnDisk ? entries.find((entry) => entry.kind === "file")?.source : undefined;
  const mode = isOnDisk ? stageMode : "copy";
  const stage =
    stageDir === undefined
      ? undefined
      : await writeStaging(stageDir, {
          mode,
          earlier: plan.staged,
          indexFile: indexFileOf(stageDir, plan.pool),
          foreign: plan.foreign,
          sample,
          pool: plan.pool,
          fs,
        });
  if (stage !== undefined) opened.push(stage);
  const archiveOptions = { fs, pool: plan.pool, maxBytes: options.maxArchiveBytes };
  if (archive === undefined) return { zip: undefined, tar: undefined, stage };
  if (format === "zip") {
    const zip = await writeZip(archive, archiveOptions);
    opened.push(zip);
    return { zip, tar: undefined, stage };
  }
  const tar = await writeTar(archive, { ...archiveOptions, format, level: engine.level });
  opened.push(tar);
  return { zip: undefined, tar, stage };
}

interface Writing {
  readonly plan: WritingPlan;
  readonly options: ChangeOptions;
  readonly outputs: Outputs;
  readonly index: IndexWriter;
}

async function writeContents({ entries }: Staging, { plan, options, outputs, index }: Writing): Promise<WorkDone> {
  const { engine, signal, onProgress, fs = diskFileSystem, source = fs } = options;
  const { level } = engine;
  const ownThread = openThreads(0, { level, known: openDigestTable().shared(), disk: fs });
  const count = threadsFor(entries, { plan, options, outputs });
  const known = plan.memory.contents.digests();
  const threads = openThreads(count, count === 0 ? { level, known, disk: fs } : { level, known });
  try {
    return await writeEntries({
      entries,
      plan,
      ...outputs,
      index,
      threads,
      ownThread,
      source,
      isOnDisk: source === diskFileSystem,
      signal,
      onProgress,
    });
  } finally {
    await threads.close();
  }
}

/** Below this, starting threads takes longer than they save. */
const FEW_FILES = 2800;
const FEW_BYTES = 6 * 1024 * 1024;

/** More would wait: so many segments are under way at once. */
const MAX_THREADS = 8;

/** Counts what has to be compressed or staged: for a digest alone, no thread is worth starting. */
function threadsFor(entries: Staging["entries"], { plan, options, outputs }: Omit<Writing, "index">): number {
  const { fs = diskFileSystem, threads = availableParallelism() } = options;
  if (fs !== diskFileSystem) return 0;
  let files = 0;
  let bytes = 0;
  for (const [position, entry] of entries.entries()) {
    const isKnown = outputs.zip === undefined || plan.knownAt(position) !== undefined;
    const isStaged = outputs.stage === undefined || plan.isStagedAt(position);
    if (entry.kind === "link" || (isKnown && isStaged)) continue;
    files += 1;
    bytes += entry.size;
  }
  return files < FEW_FILES && bytes < FEW_BYTES ? 0 : Math.min(threads, MAX_THREADS);
}

interface Written extends Writing {
  readonly archive: Archive | undefined;
  readonly contentSha256: string;
}

/** Tells later runs what is where. That this fails is no failure of the pack: the next one takes longer. */
async function writeIndexes(written: Written): Promise<void> {
  await Promise.allSettled([writeStageIndex(written), writeZipIndex(written)]);
}

async function writeStageIndex({ outputs: { stage }, index, plan, options, contentSha256 }: Written): Promise<void> {
  const { stageDir, engine, key = NO_KEY, fs = diskFileSystem } = options;
  if (stage === undefined || stageDir === undefined) return;
  for (const [position, stamp] of stage.renamed()) index.setStaged(position, stamp);
  const header = { engine: engineId(engine), contentSha256, takenMs: stage.openedMs, zip: undefined };
  const { pool } = plan;
  await writeIndex(index.finish(header), { output: stageDir, pool, temporary: stage.directory, key, fs });
}

async function writeZipIndex({
  outputs: { zip },
  archive,
  index,
  plan,
  options,
  contentSha256,
}: Written): Promise<void> {
  const { engine, key = NO_KEY, fs = diskFileSystem } = options;
  if (zip === undefined || archive === undefined) return;
  const { file, size, sha256 } = archive;
  const { ino, ctimeMs } = fs.lstatSync(file);
  // Another run has put its own there meanwhile, and will say so.
  if (ino !== zip.ino) return;
  const header = {
    engine: engineId(engine),
    contentSha256,
    takenMs: zip.openedMs,
    zip: { size, sha256, ino, ctimeMs },
  };
  const finished = index.finish(header);
  plan.memory.add({ file, index: finished });
  await writeIndex(finished, { output: file, pool: plan.pool, temporary: zip.directory, key, fs });
}
