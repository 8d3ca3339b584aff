import { posix, win32 } from "node:path";
import type { PlatformPath } from "node:path";

import { expect, test } from "vitest";

import type { StagedLink } from "@lambda-pack/model";

import type { FileSystem } from "../../src/disk/file-system.ts";
import { directoryLinks } from "../../src/staging/directory-link.ts";

const link: StagedLink = {
  kind: "link",
  path: "node_modules/shared/node_modules/semver",
  target: "../../knex/node_modules/semver",
};

/** A disk that notes what links are made of, and on which each link leads to one text. */
function fakeDisk(text = "") {
  const calls: unknown[][] = [];
  const disk = {
    symlinkSync: (...args: unknown[]) => void calls.push(args),
    readlinkSync: () => text,
  } as unknown as Pick<FileSystem, "symlinkSync" | "readlinkSync">;
  return { disk, calls };
}

function made(path: PlatformPath, one: StagedLink, [file, dir]: readonly [string, string]): unknown {
  const fake = fakeDisk();
  directoryLinks(fake.disk, path).make(one, file, dir);
  return fake.calls;
}

function isRight(path: PlatformPath, text: string, dir: string): boolean {
  return directoryLinks(fakeDisk(text).disk, path).isRight(link, dir);
}

test("on Linux and macOS a link holds the text that the archive has", () => {
  const paths = ["/repo/.lambda-pack-a/new/link", "/repo/.lambda-pack/api"] as const;
  expect(made(posix, link, paths)).toEqual([["../../knex/node_modules/semver", "/repo/.lambda-pack-a/new/link"]]);
  expect(isRight(posix, "../../knex/node_modules/semver", "/repo/api")).toBe(true);
  expect(isRight(posix, "../../mysql/node_modules/semver", "/repo/api")).toBe(false);
});

test("on Windows it is a junction to the absolute path that the directory has in the end", () => {
  const paths = ["C:\\repo\\.lambda-pack-a\\new\\link", "C:\\repo\\.lambda-pack\\api"] as const;
  expect(made(win32, link, paths)).toEqual([
    ["C:\\repo\\.lambda-pack\\api\\node_modules\\knex\\node_modules\\semver", paths[0], "junction"],
  ]);
});

test("on Windows a link back to the target is a junction to the staging directory itself", () => {
  const back: StagedLink = { kind: "link", path: "node_modules/@acme/api", target: "../.." };
  expect(made(win32, back, ["D:\\new", "D:\\out"])).toEqual([["D:\\out", "D:\\new", "junction"]]);
});

test("on Windows a junction is known by where it leads, with or without a backslash at its end", () => {
  const dir = "C:\\out";
  expect(isRight(win32, "C:\\out\\node_modules\\knex\\node_modules\\semver\\", dir)).toBe(true);
  expect(isRight(win32, "C:\\out\\node_modules\\knex\\node_modules\\semver", dir)).toBe(true);
  expect(isRight(win32, "C:\\old\\node_modules\\knex\\node_modules\\semver\\", dir)).toBe(false);
});
