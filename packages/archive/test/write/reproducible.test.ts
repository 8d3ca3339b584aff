import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { packTree } from "../pack-tree.ts";
import { readZip } from "@lambda-pack/test-support/zips/read-zip";
import { snapshot } from "../snapshot.ts";
import { tree, withMode } from "@lambda-pack/test-support/disk/tree";

const files: Readonly<Record<string, string>> = {
  "package.json": '{"name":"database"}',
  "main.js": "exports.lambdaHandler = async () => ({ success: true });\n".repeat(40),
  "Y.js": "",
  "ä.js": "a umlaut",
  "z.js": "z",
  "i.js": "dotted",
  "I/ı.js": "Turkish",
  "lib/a.js": "a",
  "lib-b.js": "b",
};

interface Surroundings {
  readonly names: readonly string[];
  readonly mode: number;
  readonly time: Date;
}

/** The same files, written in another order, with other permissions for others, at another time. */
function checkout({ names, mode, time }: Surroundings): string {
  const dir = tree({});
  for (const name of names) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), files[name] ?? "");
    chmodSync(join(dir, name), mode);
    utimesSync(join(dir, name), time, time);
  }
  return dir;
}

const names = Object.keys(files);
const usual: Surroundings = { names, mode: 0o644, time: new Date("2026-01-01T00:00:00Z") };

/** The first entry that differs, or undefined where the zips have the same bytes. */
async function firstDifference(first: string, second: string): Promise<unknown> {
  if (readFileSync(first).equals(readFileSync(second))) return undefined;
  const [a, b] = [await readZip(first), await readZip(second)];
  const index = a.findIndex((entry, at) => JSON.stringify(entry) !== JSON.stringify(b[at]));
  return index === -1 ? "something that is no entry" : [a[index], b[index]];
}

test("the order of creation, the time, and what others may do with a file do not change the bytes", async () => {
  const first = await packTree(checkout(usual), tree({}));
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(names, { minLength: names.length }),
      fc.constantFrom(0o600, 0o644, 0o666),
      fc.date({ min: new Date("1975-01-01"), max: new Date("2037-01-01"), noInvalidDate: true }),
      async (order, mode, time) => {
        const second = await packTree(checkout({ names: order, mode, time }), tree({}));
        expect(await firstDifference(first.file, second.file)).toBeUndefined();
      },
    ),
    { numRuns: 15 },
  );
});

test.each([
  ["America/New_York", "C", "077"],
  ["Asia/Tokyo", "tr_TR.UTF-8", "000"],
  ["Pacific/Kiritimati", "sv_SE.UTF-8", "027"],
])(
  "the time zone %s, the locale %s and the umask %s change neither zip nor staging directory",
  async (zone, locale, mask) => {
    const [dir, here, there] = [checkout(usual), tree({}), tree({})];
    const first = await packTree(dir, here);
    const script = join(import.meta.dirname, "pack-tree-main.ts");
    const printed = execFileSync(process.execPath, ["-C", "source", "--import", "tsx", script, dir, there, mask], {
      env: { PATH: process.env["PATH"], TZ: zone, LANG: locale, LC_ALL: locale, NODE_ENV: "production" },
      encoding: "utf8",
    });
    expect(await firstDifference(first.file, join(there, "database.zip"))).toBeUndefined();
    expect(printed).toBe(`${first.sha256}\n`);
    expect(snapshot(join(there, "database"))).toEqual(snapshot(join(here, "database")));
  },
);

test("files too small to be compressed have one known hash, on every machine and Node version", async () => {
  const dir = tree({ "package.json": "{}", "main.js": "1", "bin/run": withMode(0o755, "#!"), "ä/empty": "" });
  expect((await packTree(dir, tree({}))).sha256).toBe(
    "ca547eb3dcefe0b4e8ce8c7c0f0dc5ce10595a689ae05e4a4634c51ed2e60900",
  );
});
