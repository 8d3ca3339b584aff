import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { diskFileSystem } from "@lambda-pack/archive";
import type { FileSystem } from "@lambda-pack/archive";
import { expect, test } from "vitest";

import { tree } from "@lambda-pack/test-support/disk/tree";
import { surroundedSpecs } from "./surrounded-specs.ts";
import { tarOf } from "./tar-of.ts";

test.each(["tar", "tar.gz"] as const)("two runs give the same %s", async (format) => {
  const [first, second] = [await tarOf(surroundedSpecs, { format }), await tarOf(surroundedSpecs, { format })];
  expect(readFileSync(first.file).equals(readFileSync(second.file))).toBe(true);
});

test.each([
  ["America/New_York", "C", "077"],
  ["Asia/Tokyo", "tr_TR.UTF-8", "000"],
  ["Pacific/Kiritimati", "sv_SE.UTF-8", "027"],
])("the time zone %s, the locale %s and the umask %s change nothing", async (zone, locale, mask) => {
  const { sha256 } = await tarOf(surroundedSpecs, { format: "tar.gz" });
  const script = join(import.meta.dirname, "write-tar-main.ts");
  const file = join(tree({}), "bundle.tar.gz");
  const printed = execFileSync(process.execPath, ["-C", "source", "--import", "tsx", script, file, mask], {
    env: { PATH: process.env["PATH"], TZ: zone, LANG: locale, LC_ALL: locale },
    encoding: "utf8",
  });
  expect(printed).toBe(`${sha256}\n`);
});

test.each(["tar", "tar.gz"] as const)("a slow disk changes nothing in a %s", async (format) => {
  const slow = await tarOf(surroundedSpecs, { format, fs: { ...diskFileSystem, open: openSlowly } });
  expect(slow.sha256).toBe((await tarOf(surroundedSpecs, { format })).sha256);
});

const openSlowly: FileSystem["open"] = async (...parameters) => slowed(await diskFileSystem.open(...parameters));

function slowed(handle: FileHandle): FileHandle {
  return new Proxy(handle, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      return async (...parameters: unknown[]) => {
        await sleep(30);
        return Reflect.apply(value, target, parameters);
      };
    },
  });
}
