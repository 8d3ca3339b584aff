import { readdirSync, statSync } from "node:fs";
import type { Dirent } from "node:fs";
import { dirname, join, relative } from "node:path";
import { outputRoot, outsideIndexes, temporaryPrefix } from "@lambda-pack/archive";
import type { Counted, OutputFindings } from "./diagnosis.ts";

/** What lies in the output root of a workspace; undefined where there is none. Whatever cannot be read counts as not there. */
export function examineOutputs(root: string): OutputFindings | undefined {
  const dir = outputRoot(root);
  const entries = entriesOf(dir);
  if (entries === undefined) return undefined;
  const places = [{ path: "", entries }, ...entries.filter(isScope).map(({ name }) => scopeAt(dir, name))];
  const all = places.flatMap(({ path, entries: inside }) =>
    inside.map((entry) => ({ entry, path: path === "" ? entry.name : `${path}/${entry.name}` })),
  );
  const filesOf = (pattern: RegExp) =>
    all.filter(({ entry }) => entry.isFile() && pattern.test(entry.name)).map(({ path }) => join(dir, path));
  const leftovers = all.filter(({ entry }) => entry.name.startsWith(temporaryPrefix));
  const { folder: outside, outputOf } = outsideIndexes(dir);
  const elsewhere = new Set(filesBelow(outside).map((file) => dirname(outputOf(file))));
  const directories = all.filter(
    ({ entry, path }) => entry.isDirectory() && !isScope(entry) && join(dir, path) !== outside,
  );
  return {
    dir: ".lambda-pack",
    archives: count(filesOf(/\.(?:zip|tar|tar\.gz)$/u)),
    stagingDirectories: directories.length - leftovers.filter(({ entry }) => entry.isDirectory()).length,
    indexes: count([...filesOf(/\.packindex$/u), ...filesBelow(outside)]),
    leftovers: [
      ...leftovers.map(({ path }) => `.lambda-pack/${path}`).toSorted(),
      ...[...elsewhere].flatMap((folder) => leftIn(folder, root)).toSorted(),
    ],
  };
}

/** Beside outputs of another disk. */
function leftIn(folder: string, root: string): readonly string[] {
  const entries = (entriesOf(folder) ?? []).filter(({ name }) => name.startsWith(temporaryPrefix));
  return entries.map(({ name }) => relative(root, join(folder, name)));
}

function filesBelow(dir: string): readonly string[] {
  return (entriesOf(dir) ?? []).flatMap((entry) => {
    const path = join(dir, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function isScope(entry: Dirent): boolean {
  return entry.isDirectory() && entry.name.startsWith("@");
}

function scopeAt(dir: string, name: string) {
  return { path: name, entries: entriesOf(join(dir, name)) ?? [] };
}

function entriesOf(dir: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

function count(files: readonly string[]): Counted {
  const sizes = files.map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
