import { dirname, join } from "node:path";

import type { StagedEntry, StagedFile } from "@lambda-pack/model";

import { boundedWrites } from "./bounded-writes.ts";
import { stagedTime } from "./earlier-run.ts";
import { orWriteFailed } from "./file-errors.ts";
import type { FileSystem } from "./file-system.ts";
import { replaceDirectory } from "./replace-directory.ts";
import type { Sink } from "./sink.ts";
import { makeTemporaryDirectory, removeDirectory } from "./temporary-directory.ts";

/**
 * Opens a staging directory beside `dir`, an absolute path. Files are copies with the modes of the list, whatever the
 * umask, and a modification time by which a later run knows them as its own.
 */
export async function writeStaging(dir: string, { fs }: { readonly fs: FileSystem }): Promise<Sink<void>> {
  const temporary = await makeTemporaryDirectory(dir, fs);
  const fresh = join(temporary, "new");
  const writes = boundedWrites({ width: 16, maxBytes: 32 * 1024 * 1024 });
  const directories = new Set<string>();
  const replacement = replaceDirectory({ dir, fresh, temporary, fs });
  await orWriteFailed(dir, makeDirectory("")).catch(async (error: unknown) => {
    await removeDirectory(temporary, fs);
    throw error;
  });

  return {
    add: async (entry, content) => {
      await orWriteFailed(join(dir, entry.path), makeDirectory(dirname(entry.path)));
      const size = entry.kind === "file" ? entry.size : 0;
      await writes.start(size, () => orWriteFailed(join(dir, entry.path), writeEntry(entry, content)));
    },
    finish: writes.finish,
    commit: () => orWriteFailed(dir, replacement.commit()),
    abort: async () => {
      await writes.settle();
      await replacement.undo();
      await removeDirectory(temporary, fs);
    },
    close: () => orWriteFailed(dir, removeDirectory(temporary, fs)),
  };

  /** Makes a directory of the bundle and those above it; mode by chmod, because mkdir obeys the umask. */
  async function makeDirectory(path: string): Promise<void> {
    const plain = path === "." ? "" : path;
    if (directories.has(plain)) return;
    if (plain !== "") await makeDirectory(dirname(plain));
    await fs.mkdir(join(fresh, plain));
    await fs.chmod(join(fresh, plain), 0o755);
    directories.add(plain);
  }

  async function writeEntry(entry: StagedEntry, content: Buffer | undefined): Promise<void> {
    if (entry.kind === "link") await fs.symlink(entry.target, join(fresh, entry.path));
    else if (content === undefined) throw new Error(`The content of ${entry.path} was not read`);
    else await writeCopy(entry, content);
  }

  async function writeCopy(file: StagedFile, content: Buffer): Promise<void> {
    const path = join(fresh, file.path);
    const handle = await fs.open(path, "wx");
    try {
      await handle.writeFile(content);
      await handle.chmod(file.mode);
    } finally {
      await handle.close();
    }
    // By path: under Plug'n'Play, where Yarn replaces node:fs, its file handles have no utimes.
    await fs.utimes(path, stagedTime, stagedTime);
  }
}
