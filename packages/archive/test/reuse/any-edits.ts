import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import type { Stats } from "node:fs";
import { dirname, join } from "node:path";

import * as fc from "fast-check";

/** Something that somebody does to the files of a project. */
export interface Edit {
  readonly toString: () => string;
  readonly apply: (dir: string) => void;
}

// Some are folders of others, so that files and folders take each other's places.
const anyPath = fc.constantFrom("a.js", "b.js", "bin/run", "lib", "lib/c.js", "lib/deep", "lib/deep/d.js", "z é.js");
// Few, so that the same content is at several paths, and of the same size with other letters.
const anyContent = fc
  .record({ letter: fc.constantFrom("a", "b", "c"), size: fc.constantFrom(0, 1, 60, 60, 5000) })
  .map(({ letter, size }) => letter.repeat(size));

/** Edits as they come, some of them such that only the inode or the change time tells. */
export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ path: anyPath, content: anyContent }).map((edit) =>
      named("write", edit, (dir) => {
        const file = join(dir, edit.path);
        // In place where there is a file already.
        writeFileSync(isFile(file) ? file : clearPlace(dir, edit.path), edit.content);
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record({ path: anyPath, letter: fc.constantFrom("a", "b", "c") }).map((edit) =>
      named("change quietly", edit, (dir) => {
        quietly(join(dir, edit.path), (file, size) => writeFileSync(file, edit.letter.repeat(size)));
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ path: anyPath, letter: fc.constantFrom("a", "b", "c") }).map((edit) =>
      named("replace quietly", edit, (dir) => {
        quietly(join(dir, edit.path), (file, size) => {
          writeFileSync(join(dir, ".new"), edit.letter.repeat(size));
          renameSync(join(dir, ".new"), file);
        });
      }),
    ),
  },
  fc.record({ path: anyPath, days: fc.integer({ min: 0, max: 9 }) }).map((edit) =>
    named("touch", edit, (dir) => {
      const file = join(dir, edit.path);
      if (isFile(file)) utimesSync(file, edit.days * 86_400, edit.days * 86_400);
    }),
  ),
  fc.record({ path: anyPath, other: anyPath }).map((edit) =>
    named("swap", edit, (dir) => {
      const [file, other] = [join(dir, edit.path), join(dir, edit.other)];
      if (!isFile(file) || !isFile(other) || file === other) return;
      renameSync(file, join(dir, ".aside"));
      renameSync(other, file);
      renameSync(join(dir, ".aside"), other);
    }),
  ),
  fc.record({ path: anyPath }).map((edit) =>
    named("remove", edit, (dir) => {
      if (statsOf(join(dir, edit.path)) !== undefined) rmSync(join(dir, edit.path), { recursive: true });
    }),
  ),
  fc.record({ path: anyPath, mode: fc.constantFrom(0o644, 0o755, 0o600, 0o664) }).map((edit) =>
    named("chmod", edit, (dir) => {
      if (isFile(join(dir, edit.path))) chmodSync(join(dir, edit.path), edit.mode);
    }),
  ),
  fc.record({ path: anyPath, to: anyPath }).map((edit) =>
    named("copy", edit, (dir) => {
      if (!isFile(join(dir, edit.path)) || edit.path === edit.to) return;
      const copied = readFileSync(join(dir, edit.path));
      writeFileSync(clearPlace(dir, edit.to), copied);
    }),
  ),
  fc
    .record({ path: anyPath, target: fc.constantFrom("a.js", "..", "nowhere") })
    .map((edit) => named("link", edit, (dir) => symlinkSync(edit.target, clearPlace(dir, edit.path)))),
  fc.constant(named("install anew", {}, installAnew)),
);

function named(what: string, details: object, apply: (dir: string) => void): Edit {
  return { toString: () => `${what} ${JSON.stringify(details)}`, apply };
}

/** As a fresh checkout does: other inodes, other times, the same contents. */
function installAnew(dir: string): void {
  for (const name of ["a.js", "b.js", "bin/run", "lib/c.js", "lib/deep/d.js"]) {
    const file = join(dir, name);
    if (!isFile(file)) continue;
    copyFileSync(file, join(dir, ".new"));
    renameSync(join(dir, ".new"), file);
  }
}

/** Changes a file in such a way that its size and its modification time stay. */
function quietly(file: string, change: (file: string, size: number) => void): void {
  if (!isFile(file)) return;
  const { size, atime, mtime } = lstatSync(file);
  change(file, size);
  utimesSync(file, atime, mtime);
}

function isFile(path: string): boolean {
  return statsOf(path)?.isFile() === true;
}

/** Undefined where nothing is, also where a file stands in the way. */
function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

/** Makes room for a file: what is there, and a file where a folder has to be, is removed. Gives its absolute path. */
function clearPlace(dir: string, path: string): string {
  const place = join(dir, path);
  for (let above = dirname(place); above.length > dir.length; above = dirname(above)) {
    if (statsOf(above)?.isDirectory() === false) rmSync(above);
  }
  mkdirSync(dirname(place), { recursive: true });
  rmSync(place, { recursive: true, force: true });
  return place;
}
