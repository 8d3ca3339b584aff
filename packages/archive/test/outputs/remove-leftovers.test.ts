import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pid } from "node:process";

import { diskFileSystem, makeTemporaryDirectory } from "@lambda-pack/archive";
import { link, tree } from "@lambda-pack/test-support/disk/tree";
import { expect, test } from "vitest";

import { hasEnded, ownerOfThis } from "../../src/outputs/owner.ts";
import { removeLeftovers } from "../../src/outputs/remove-leftovers.ts";

const isLinux = existsSync("/proc/self/stat");

test("only directories of ours, of owners that have ended, are removed", async () => {
  const gone = ".lambda-pack-12.345.0123abcd-AbCdEf";
  const alive = ".lambda-pack-13.345.0123abcd-AbCdEf";
  const kept = {
    [alive]: { archive: "" },
    ".lambda-pack-AbCdEf": { archive: "" },
    ".lambda-pack-12.345.0123abcd-AbCdEg": "a file",
    ".lambda-pack-12.345.0123abcd-AbCdEh": link(alive),
    ".lambda-pack-12.345.0123abcd-mine.txt": { note: "" },
    "12.345.0123abcd-AbCdEf": { note: "" },
  };
  const dir = tree({ ...kept, [gone]: { new: { "main.js": "" } } });
  await removeLeftovers([join(dir, "a.zip"), undefined, join(dir, "nowhere/a")], diskFileSystem, (owner) =>
    owner.startsWith("12."),
  );
  expect(readdirSync(dir).toSorted()).toEqual(Object.keys(kept).toSorted());
});

test.runIf(isLinux)(
  "this process has not ended; one with its number and another start has; one elsewhere is unknown",
  () => {
    const [, start, world] = (ownerOfThis() ?? "").split(".");
    expect(hasEnded(`${pid}.${start}.${world}`)).toBe(false);
    expect(hasEnded(`${pid}.${Number(start) + 1}.${world}`)).toBe(true);
    expect(hasEnded(`4194999.1.${world}`)).toBe(true);
    expect(hasEnded(`4194999.1.01234567`)).toBe(false);
  },
);

test.runIf(isLinux)("what a run makes while it lives is left alone", async () => {
  const dir = tree({});
  const made = await makeTemporaryDirectory(join(dir, "a.zip"), diskFileSystem);
  mkdirSync(join(made, "new"));
  await removeLeftovers([join(dir, "a.zip")], diskFileSystem);
  expect(existsSync(join(made, "new"))).toBe(true);
});
