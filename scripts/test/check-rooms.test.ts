import { expect, test } from "vitest";
import { checkRooms } from "../boundaries/check-rooms.ts";
import { parseModule } from "../boundaries/read-module.ts";
import { rooms } from "../boundaries/rooms.ts";
import type { Rooms } from "../boundaries/rooms.ts";

const boat = "packages/boat/src";
const order: Rooms = { [boat]: ["hull", "mast", "*", "sails"] };

function faultsOf(sources: Readonly<Record<string, string>>, table = order): readonly string[] {
  const modules = Object.entries(sources).map(([file, source]) => parseModule(`${boat}/${file}`, source));
  const files = modules.map(({ file }) => file);
  return checkRooms(modules, files, table).map(({ file, line, message }) => `${file}:${line} ${message}`);
}

const clean = {
  "index.ts": 'export { sail } from "./sails/sail.ts";\n',
  "hull/plank.ts": "export const plank = 1;\n",
  "mast.ts": 'import "./hull/plank.ts";\nexport const mast = 1;\n',
  "rope.ts": 'import "./mast.ts";\nexport const rope = 1;\n',
  "sails/sail.ts": 'import "../rope.ts";\nexport const sail = 1;\n',
};

test("each room may import those before it, and an index all", () => {
  expect(faultsOf(clean)).toEqual([]);
});

test("no room imports one that comes after it", () => {
  const wrong = {
    ...clean,
    "hull/plank.ts": 'import type { Sail } from "../sails/sail.ts";\nexport type Plank = Sail;\n',
  };
  expect(faultsOf(wrong)).toEqual([
    `${boat}/hull/plank.ts:1 hull comes before sails in ${boat}, so it may not import ../sails/sail.ts.`,
  ]);
});

test("files without a place of their own stand where the star is", () => {
  const wrong = { ...clean, "mast.ts": 'import "./rope.ts";\n' };
  expect(faultsOf(wrong)).toEqual([
    `${boat}/mast.ts:1 mast comes before * in ${boat}, so it may not import ./rope.ts.`,
  ]);
});

test("a room of the tree has a place in the table, and the other way round", () => {
  expect(faultsOf({ ...clean, "galley/stove.ts": "export {};\n" })).toEqual([
    `${boat}:1 Its room galley has no place in scripts/boundaries/rooms.ts.`,
  ]);
  expect(faultsOf(clean, { [boat]: ["hull", "mast", "*", "sails", "galley"] })).toEqual([
    `${boat}:1 scripts/boundaries/rooms.ts names its room galley, which is not there.`,
  ]);
});

test("a folder with folders inside has an order", () => {
  expect(faultsOf(clean, {})).toEqual([`${boat}:1 It has folders inside, but no row in scripts/boundaries/rooms.ts.`]);
});

test("a folder has fifteen files at most, beside its index", () => {
  expect(faultsOf({ ...clean, ...planks(14), "hull/index.ts": "export {};\n" })).toEqual([]);
  expect(faultsOf({ ...clean, ...planks(15) })).toEqual([
    `${boat}/hull:1 It has 16 files, and at most 15 are allowed.`,
  ]);
});

test("the table of this project names no room twice", () => {
  for (const names of Object.values(rooms)) expect(new Set(names).size).toBe(names.length);
});

function planks(count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`hull/plank-${at}.ts`, "export {};\n"]));
}
