import path from "node:path";
import type { Fault } from "./check-module.ts";
import type { SourceModule } from "./read-module.ts";
import { MAX_FILES, otherFiles } from "./rooms.ts";
import type { Rooms } from "./rooms.ts";

const table = "scripts/boundaries/rooms.ts";

/**
 * Where a folder of sources is too full, has no row in the table of rooms, or imports a room that comes after its own. `files` are
 * those of all packages, modules of plain JavaScript among them.
 */
export function checkRooms(modules: readonly SourceModule[], files: readonly string[], rooms: Rooms): readonly Fault[] {
  return [
    ...fullFolders(files),
    ...missingRows(files, rooms),
    ...Object.entries(rooms).flatMap(([folder, order]) => [
      ...missingRooms(files, folder, order),
      ...modules.flatMap((module) => upwardImports(module, folder, order)),
    ]),
  ];
}

function fullFolders(files: readonly string[]): readonly Fault[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    const folder = path.posix.dirname(file);
    if (path.posix.basename(file) !== "index.ts") counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > MAX_FILES)
    .map(([folder, count]) => faultOf(folder, `It has ${count} files, and at most ${MAX_FILES} are allowed.`));
}

/** A folder with folders inside needs an order. */
function missingRows(files: readonly string[], rooms: Rooms): readonly Fault[] {
  const folders = new Set(files.filter((file) => file.endsWith(".ts")).map((file) => path.posix.dirname(file)));
  const parents = new Set([...folders].map((folder) => path.posix.dirname(folder)));
  return [...parents]
    .filter((folder) => /^packages\/[^/]+\/src(?:\/|$)/u.test(folder) && !Object.hasOwn(rooms, folder))
    .map((folder) => faultOf(folder, `It has folders inside, but no row in ${table}.`));
}

/** A room that is in the tree but not in the row, or in the row but not in the tree. */
function missingRooms(files: readonly string[], folder: string, order: readonly string[]): readonly Fault[] {
  const inside = files.filter((file) => file.startsWith(`${folder}/`) && file !== `${folder}/index.ts`);
  if (inside.length === 0) return [];
  const levels = new Map(inside.map((file) => [roomOf(file, folder), levelOf(file, folder, order)]));
  const found = new Set(levels.values());
  return [
    ...[...levels]
      .filter(([, level]) => level === undefined)
      .map(([room]) => faultOf(folder, `Its room ${room} has no place in ${table}.`)),
    ...order
      .filter((_, level) => !found.has(level))
      .map((room) => faultOf(folder, `${table} names its room ${room}, which is not there.`)),
  ];
}

function upwardImports(module: SourceModule, folder: string, order: readonly string[]): readonly Fault[] {
  const from = levelOf(module.file, folder, order);
  if (from === undefined) return [];
  return module.imports.flatMap(({ name, line }) => {
    if (!name.startsWith(".")) return [];
    const imported = new URL(name, `file:///${module.file}`).pathname.slice(1);
    const to = levelOf(imported, folder, order);
    if (to === undefined || to <= from) return [];
    const message = `${order[from]} comes before ${order[to]} in ${folder}, so it may not import ${name}.`;
    return [{ file: module.file, line, message }];
  });
}

/** The place of a file's room in the order; undefined for the index, and for what is not below the folder. */
function levelOf(file: string, folder: string, order: readonly string[]): number | undefined {
  if (!file.startsWith(`${folder}/`) || file === `${folder}/index.ts`) return undefined;
  const isLoose = path.posix.dirname(file) === folder;
  const named = order.indexOf(roomOf(file, folder));
  const level = named < 0 && isLoose ? order.indexOf(otherFiles) : named;
  return level < 0 ? undefined : level;
}

/** The folder that it lies in, or its own name without the ending. */
function roomOf(file: string, folder: string): string {
  const [first = "", ...rest] = file.slice(folder.length + 1).split("/");
  return rest.length > 0 ? first : first.replace(/\..*$/u, "");
}

function faultOf(folder: string, message: string): Fault {
  return { file: folder, line: 1, message };
}
