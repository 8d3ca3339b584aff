import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { checkManifests } from "./check-manifests.ts";
import type { Manifests } from "./check-manifests.ts";
import { checkModule, packageOf } from "./check-module.ts";
import type { Fault } from "./check-module.ts";
import { checkRooms } from "./check-rooms.ts";
import { checkTopLevel, testSupport } from "./check-top-level.ts";
import { findCycles } from "./find-cycles.ts";
import { readModule } from "./read-module.ts";
import { rooms as ownRooms } from "./rooms.ts";
import type { Rooms } from "./rooms.ts";

/** Every place of this root where an import rule of ARCHITECTURE.md is broken, or a folder's order of rooms. */
export async function checkBoundaries(root: string, rooms: Rooms = ownRooms): Promise<readonly Fault[]> {
  const manifests = await readManifests(root);
  const files = await listSources(root, [...manifests.keys()]);
  const modules = await Promise.all(files.filter((file) => file.endsWith(".ts")).map((file) => readModule(root, file)));

  const faults = modules.flatMap((module) => {
    const manifest = manifests.get(packageOf(module.file));
    return manifest === undefined ? [] : checkModule(module, manifest);
  });
  const cycles = findCycles(modules).map(([first = "", ...rest]) => ({
    file: first,
    line: 1,
    message: `Imports run in a circle: ${[first, ...rest, first].join(" > ")}.`,
  }));
  return [
    ...faults,
    ...cycles,
    ...checkRooms(modules, files, rooms),
    ...checkManifests(modules, manifests),
    ...(await checkTopLevel(root)),
  ];
}

async function readManifests(root: string): Promise<Manifests> {
  const folders = (await readdir(path.join(root, "packages"))).filter((name) => name !== testSupport).toSorted();
  const manifests = await Promise.all(
    folders.map(async (folder) => {
      const manifest = JSON.parse(await readFile(path.join(root, "packages", folder, "package.json"), "utf8"));
      return [folder, { dependencies: {}, devDependencies: {}, ...manifest }] as const;
    }),
  );
  return new Map(manifests);
}

async function listSources(root: string, folders: readonly string[]): Promise<readonly string[]> {
  const lists = await Promise.all(
    folders
      .flatMap((folder) => ["src", "browser"].map((name) => `packages/${folder}/${name}`))
      .map(async (source) => {
        if (!existsSync(path.join(root, source))) return [];
        const files = await readdir(path.join(root, source), { recursive: true });
        return files
          .filter((file) => /\.m?[jt]s$/u.test(file))
          .map((file) => `${source}/${file.split(path.sep).join("/")}`);
      }),
  );
  return lists.flat().toSorted();
}
