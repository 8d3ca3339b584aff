import type { Archive, ArchiveFormat, StageMode } from "@lambda-pack/model";

import type { FileSystem, SourceFileSystem } from "../disk/file-system.ts";
import type { Reuse } from "./plan-writing.ts";
import type { BundleMemory } from "../reuse/bundle-memory.ts";
import type { Engine } from "../reuse/engine.ts";
import type { Progress, WorkDone } from "./entries-to-write.ts";

export interface BundleOptions {
  /** Absolute path of the archive; without it none is written. */
  readonly archive?: string | undefined;
  /** `zip` unless given. */
  readonly format?: ArchiveFormat | undefined;
  /** How hard is compressed, 0 to 9; 6 unless given. */
  readonly level?: number | undefined;
  /** Absolute path of the staging directory; without it none is written. */
  readonly stageDir?: string | undefined;
  /** `auto` unless given. */
  readonly stageMode?: StageMode | undefined;
  /** The archive is given up as soon as it is larger. */
  readonly maxArchiveBytes?: number | undefined;
  /**
   * Throws to reject a finished archive before it is put in place; `file` is where it would be, and `finished` is the path of
   * where it is.
   */
  readonly assertArchive?: ((archive: Archive, finished: string) => void | Promise<void>) | undefined;
  /** What may be taken from earlier bundles; `trust` unless given. The bytes are the same. */
  readonly reuse?: Reuse | undefined;
  /** Absolute path of the directory whose zips may hold what this one needs, `@scope/` included. */
  readonly pool?: string | undefined;
  /**
   * A secret of this machine and user that signs indexes. Of what an earlier run has left with another one, nothing is believed
   * that its contents do not prove. Without one, indexes are believed that were written without one.
   */
  readonly key?: Uint8Array | undefined;
  /** What earlier packs of the same command have left; nothing unless given. */
  readonly memory?: BundleMemory | undefined;
  /** Threads that read, stage and compress; as many as serve unless given. The bytes are the same. */
  readonly threads?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: Progress) => void) | undefined;
  /** Where the outputs are written; with another one than the disk, no thread is started. */
  readonly fs?: FileSystem | undefined;
  /** Where the files of packages are read from; as `fs` unless given. */
  readonly source?: SourceFileSystem | undefined;
}

export interface WrittenBundle {
  /** Undefined where none was wanted. */
  readonly archive: Archive | undefined;
  /** SHA-256 in hex of the list of modes, contents and paths, which no compression changes (docs/archive-format.md). */
  readonly contentSha256: string;
  /** What has compressed, or would have. */
  readonly engine: Engine;
  readonly work: WorkDone;
  /** Paths of files in the staging directory that no run has put there, and that are there still; in order. */
  readonly foreign: readonly string[];
}
