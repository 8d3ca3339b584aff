import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { listZip } from "@lambda-pack/test-support/zips/list-zip";
import { pack } from "../../../src/index.ts";

const LONG_AGO = new Date("2020-01-01");

function workspace(): string {
  return tree({
    "package.json": { private: true, workspaces: ["packages/*"] },
    "package-lock.json": { lockfileVersion: 3, packages: {} },
    packages: {
      app: {
        "package.json": { name: "app", version: "1.0.0", dependencies: { a: "1" }, lambdaPack: { trim: "reachable" } },
        "index.js": "exports.handler = () => require('a')",
      },
    },
    node_modules: {
      app: { "package.json": { name: "app", version: "1.0.0" } },
      a: {
        "package.json": { name: "a", version: "1.0.0" },
        "index.js": "require('./used')",
        "used.js": "",
        "unused.js": "",
        "other.js": "",
      },
    },
  });
}

async function namesOf(cwd: string): Promise<readonly string[]> {
  await pack({ cwd, target: "app", stage: false });
  const names = (await listZip(join(cwd, ".lambda-pack", "app.zip"))).map(({ name }) => name);
  return names.flatMap((name) => (/^node_modules\/a\/.*\.js$/u.test(name) ? name.slice("node_modules/a/".length) : []));
}

test.each<readonly [string, (a: string) => void, readonly string[]]>([
  ["nothing", () => {}, ["index.js", "used.js"]],
  ["a file that was left out", (a) => writeFileSync(join(a, "other.js"), "/*"), ["index.js", "used.js"]],
  [
    "a file that was read",
    (a) => writeFileSync(join(a, "used.js"), "require('./other')"),
    ["index.js", "other.js", "used.js"],
  ],
  [
    "a package.json",
    (a) => writeFileSync(join(a, "package.json"), '{"name":"a","version":"1.0.0","main":"other"}'),
    ["other.js"],
  ],
  ["a file that is gone", (a) => rmSync(join(a, "used.js")), ["index.js"]],
  ["a file that was not there", (a) => writeFileSync(join(a, "used"), ""), ["index.js"]],
])("when %s has changed, the next pack is as right as a fresh one", async (_, change, names) => {
  const cwd = workspace();
  expect(await namesOf(cwd)).toEqual(["index.js", "used.js"]);
  await namesOf(cwd);
  change(join(cwd, "node_modules", "a"));
  expect(await namesOf(cwd)).toEqual(names);
  rmSync(join(cwd, ".lambda-pack"), { recursive: true });
  expect(await namesOf(cwd)).toEqual(names);
});

test("an unchanged bundle is not planned again, and its memory stays as it is", async () => {
  const cwd = workspace();
  await namesOf(cwd);
  const memory = join(cwd, ".lambda-pack", "app.zip.packfacts");
  utimesSync(memory, LONG_AGO, LONG_AGO);
  await namesOf(cwd);
  expect(statSync(memory).mtimeMs).toBe(LONG_AGO.getTime());
});

test("other settings make another plan", async () => {
  const cwd = workspace();
  await namesOf(cwd);
  const file = join(cwd, "packages", "app", "package.json");
  writeFileSync(file, readFileSync(file, "utf8").replace('"reachable"', '{ "mode": "reachable", "whole": ["a"] }'));
  expect(await namesOf(cwd)).toEqual(["index.js", "other.js", "unused.js", "used.js"]);
});

test("without a cache, nothing is remembered", async () => {
  const cwd = workspace();
  await pack({ cwd, target: "app", stage: false, cache: false });
  expect(existsSync(join(cwd, ".lambda-pack", "app.zip.packfacts"))).toBe(false);
});
