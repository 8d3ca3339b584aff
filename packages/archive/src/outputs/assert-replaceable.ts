import { constants } from "node:fs";

import type { ArchiveFormat } from "@lambda-pack/model";

import { assertFileReplaceable, assertParent, statsOf } from "./assert-file-replaceable.ts";
import { isOfEarlierRun } from "./earlier-run.ts";
import { orWriteFailed } from "../disk/file-errors.ts";
import { diskFileSystem } from "../disk/file-system.ts";
import type { FileSystem } from "../disk/file-system.ts";
import { wayInside } from "../disk/way-inside.ts";
import { realOutput } from "./real-output.ts";
import { vcsFolders } from "../walk/never-packed.ts";
import { outputInvalid } from "./output-invalid.ts";

export interface OutputOptions {
  /** Absolute path of the archive. */
  readonly archive?: string | undefined;
  /** The archive's format; `zip` unless given. */
  readonly format?: ArchiveFormat | undefined;
  /** Absolute path. */
  readonly stageDir?: string | undefined;
  /** Absolute real path of the workspace root. */
  readonly root: string;
  /** Absolute path of the directory the command runs in. */
  readonly cwd: string;
  /** Absolute real paths of the directories of all importers. */
  readonly importerDirs: readonly string[];
  readonly prefix?: string | undefined;
  readonly fs?: FileSystem | undefined;
}

/**
 * Fails, before anything is read or written, for outputs that cannot be written and for those that would replace what no
 * earlier run has made: a directory of sources, a file that is no archive of that format.
 */
export async function assertReplaceable(options: OutputOptions): Promise<void> {
  const { archive, format = "zip", stageDir, prefix = "", fs = diskFileSystem } = options;
  if (archive !== undefined) {
    await assertFileReplaceable(archive, fs, async () =>
      (await hasMarkOf(format, archive, fs)) ? undefined : `exists and is not a ${format}`,
    );
  }
  if (stageDir !== undefined) await checkStageDir(stageDir, { ...options, prefix, fs });
}

/** What every archive of a format has, and where. */
const marks = {
  zip: { mark: "PK", at: 0 },
  tar: { mark: "ustar", at: 257 },
  "tar.gz": { mark: "\u001F\u008B", at: 0 },
} as const satisfies Record<ArchiveFormat, unknown>;

async function hasMarkOf(format: ArchiveFormat, file: string, fs: FileSystem): Promise<boolean> {
  const { mark, at } = marks[format];
  const handle = await fs.open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(mark.length), 0, mark.length, at);
    return bytesRead === mark.length && buffer.toString("latin1") === mark;
  } finally {
    await handle.close();
  }
}

interface CheckedOptions extends OutputOptions {
  readonly prefix: string;
  readonly fs: FileSystem;
}

async function checkStageDir(stageDir: string, options: CheckedOptions): Promise<void> {
  const { fs, root, cwd, importerDirs, archive } = options;
  await assertParent(stageDir, fs);
  const stats = await statsOf(stageDir, fs);
  if (stats?.isSymbolicLink() === true)
    throw outputInvalid(stageDir, "is a link", "Name the directory that it leads to.");

  const real = realOutput(stageDir, fs);
  if (wayInside(real, root) !== undefined) throw holds(stageDir, "the workspace root");
  const importer = importerDirs.find((dir) => wayInside(real, dir) !== undefined);
  if (importer !== undefined) throw holds(stageDir, `the package in ${importer}`);
  if (wayInside(real, realOutput(cwd, fs)) !== undefined) throw holds(stageDir, "the working directory");
  if (archive !== undefined && wayInside(real, realOutput(archive, fs)) !== undefined)
    throw holds(stageDir, "the archive");
  if (archive !== undefined && wayInside(realOutput(archive, fs), real) !== undefined)
    throw liesBelowArchive(stageDir, archive);

  if (stats === undefined) return;
  if (!stats.isDirectory()) throw outputInvalid(stageDir, "is not a directory", "Name a directory.");
  await orWriteFailed(stageDir, fs.access(stageDir, constants.W_OK));
  const names = await orWriteFailed(stageDir, fs.readdir(stageDir));
  const history = names.find((name) => vcsFolders.has(name));
  if (history !== undefined) throw holds(stageDir, `the version control folder ${history}`);
  if (names.length > 0 && !(await isOfEarlierRun(real, options))) {
    throw outputInvalid(
      stageDir,
      "is not empty and was not made by lambda-pack",
      "Name another directory, or empty this one.",
    );
  }
}

function liesBelowArchive(stageDir: string, archive: string): Error {
  return outputInvalid(
    stageDir,
    `lies below ${archive}, where the archive is to be written`,
    "Name a directory beside the archive.",
  );
}

function holds(stageDir: string, what: string): Error {
  return outputInvalid(
    stageDir,
    `holds ${what}, which a pack would remove`,
    "Name a directory of its own, such as .lambda-pack/bundle.",
  );
}
