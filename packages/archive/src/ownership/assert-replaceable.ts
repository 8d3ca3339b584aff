import { constants } from "node:fs";

import type { ArchiveFormat } from "@lambda-pack/model";

import { assertFileReplaceable, assertParent, statsOf } from "../outputs/assert-file-replaceable.ts";
import { assertNoLinks } from "../outputs/assert-no-links.ts";
import { orWriteFailed } from "../disk/file-errors.ts";
import { diskFileSystem } from "../disk/file-system.ts";
import type { FileSystem } from "../disk/file-system.ts";
import { wayInside } from "../disk/way-inside.ts";
import { outputInvalid } from "../outputs/output-invalid.ts";
import { outputRoot } from "../outputs/output-root.ts";
import { realOutput } from "../outputs/real-output.ts";
import { indexFileOf } from "../reuse/index-file.ts";
import { outsideIndexes } from "../reuse/stale-indexes.ts";
import { vcsFolders } from "../walk/never-packed.ts";
import { assertProjectPlace } from "./assert-project-place.ts";
import { isKnownArchive, isKnownDirectory } from "./known-output.ts";

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
  /** Absolute real path of the directory of the package that is packed; the root unless given. */
  readonly packageDir?: string | undefined;
  /** The outputs that a file of the project names, and not the one who runs the command. */
  readonly namedByProject?: readonly ("archive" | "stageDir")[] | undefined;
  readonly fs?: FileSystem | undefined;
}

/**
 * Fails, before anything is read or written, for outputs that cannot be written, for those that would replace what no earlier run
 * has made, a directory of sources or a file that is no archive of that format, and for those that a file of the project may not name.
 */
export async function assertReplaceable(options: OutputOptions): Promise<void> {
  const {
    archive,
    stageDir,
    root,
    packageDir = root,
    importerDirs,
    namedByProject = [],
    fs = diskFileSystem,
  } = options;
  const pool = outputRoot(root);
  const place = { root, packageDir, importerDirs, fs };
  if (archive !== undefined && namedByProject.includes("archive"))
    assertProjectPlace(archive, { ...place, option: "--out" });
  if (stageDir !== undefined && namedByProject.includes("stageDir"))
    assertProjectPlace(stageDir, { ...place, option: "--stage-dir" });
  if (archive !== undefined) await checkArchive(archive, { ...options, fs, pool });
  if (stageDir !== undefined) await checkStageDir(stageDir, { ...options, fs, pool });
  const outputs = [archive, stageDir].flatMap((output) => output ?? []);
  if (outputs.length === 0) return;
  assertNoLinks(
    pool,
    outputs.flatMap((output) => [output, indexFileOf(output, pool)]),
    fs,
  );
}

async function checkArchive(archive: string, options: CheckedOptions): Promise<void> {
  const { format = "zip", namedByProject = [], pool, fs } = options;
  const isOfProject = namedByProject.includes("archive");
  await assertFileReplaceable(archive, fs, async () =>
    (await hasMarkOf(format, archive, fs)) ? undefined : `exists and is not a ${format}`,
  );
  if (!isOfProject || statsOf(archive, fs) === undefined) return;
  if (await orWriteFailed(archive, isKnown(archive, pool))) return;
  throw outputInvalid(
    archive,
    "exists, was not made by lambda-pack, and is named by a file of the project alone",
    `Remove it, or name it on the command line: --out ${archive}.`,
  );
}

/** The system's error as a rejection. */
async function isKnown(archive: string, pool: string): Promise<boolean> {
  return isKnownArchive(archive, pool);
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
  readonly fs: FileSystem;
  /** Absolute path of the directory of outputs. */
  readonly pool: string;
}

async function checkStageDir(stageDir: string, options: CheckedOptions): Promise<void> {
  const { fs, root, cwd, importerDirs, archive, pool } = options;
  await assertParent(stageDir, fs);
  const stats = statsOf(stageDir, fs);
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
  if (names.length > 0 && !isInOutputRoot(real, pool) && !(await orWriteFailed(stageDir, isOurs(stageDir, pool)))) {
    throw outputInvalid(
      stageDir,
      "is not empty and was not made by lambda-pack",
      "Name another directory, or empty this one.",
    );
  }
}

async function isOurs(stageDir: string, pool: string): Promise<boolean> {
  return isKnownDirectory(stageDir, pool);
}

/**
 * Whether a directory lies where outputs do by default: a run that was killed may have left it there without an index, and of such a one
 * only what looks staged is removed. The directory of a scope holds the outputs of several packages.
 */
function isInOutputRoot(dir: string, pool: string): boolean {
  const way = wayInside(pool, dir) ?? "";
  return way !== "" && !/^@[^/]*$/u.test(way) && wayInside(outsideIndexes(pool).folder, dir) === undefined;
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
