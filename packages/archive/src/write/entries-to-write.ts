import type { StagedEntry } from "@lambda-pack/model";

import type { SourceFileSystem } from "../disk/file-system.ts";
import type { IndexWriter } from "../reuse/index-writer.ts";
import type { StagingWriter } from "../staging/write-staging.ts";
import type { TarWriter } from "../tar/write-tar.ts";
import type { Threads } from "../threads/open-threads.ts";
import type { ZipWriter } from "../zip/write-zip.ts";
import type { WritingPlan } from "./plan-writing.ts";

/** What is written, to where, and by whom. */
export interface EntriesToWrite {
  readonly entries: readonly StagedEntry[];
  readonly plan: WritingPlan;
  readonly zip: ZipWriter | undefined;
  readonly tar: TarWriter | undefined;
  readonly stage: StagingWriter | undefined;
  readonly index: IndexWriter;
  readonly threads: Threads;
  /** Knows nothing of earlier zips. */
  readonly ownThread: Threads;
  /** Files are read through it. */
  readonly source: SourceFileSystem;
  /** Whether threads find the files on the disk, too. */
  readonly isOnDisk: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((done: Progress) => void) | undefined;
}

/** What has been written so far. */
export interface Progress {
  readonly files: number;
  readonly bytes: number;
}

/** What had to be done. */
export interface WorkDone {
  /** Files that were read, and those of them that were compressed. */
  readonly read: number;
  readonly compressed: number;
}
