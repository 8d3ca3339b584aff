import { expect, test } from "vitest";
import { groupLocked } from "../../src/lockfile/group-locked.ts";
import type { LockedEntry } from "../../src/lockfile/group-locked.ts";

const platform = { os: [], cpu: [], libc: [] };

function ms(version: string): LockedEntry {
  return { key: "ms@*", name: "ms", to: { version, platform } };
}

test.each([2, 16, 17, 40])("of %d versions, each is there once, in the order of the lockfile", (count) => {
  const versions = Array.from({ length: count }, (_, index) => `${index}.0.0`);
  const locked = groupLocked([...versions, ...versions.toReversed()].map(ms));
  expect(locked.get("ms")?.map(({ version }) => version)).toEqual(versions);
  expect(locked.get("ms@*")?.map(({ version }) => version)).toEqual(versions);
});

test("two hundred thousand versions of one name are not each compared with each", () => {
  const started = performance.now();
  const locked = groupLocked(Array.from({ length: 200_000 }, (_, index) => ms(`${index}.0.0`)));
  expect(locked.get("ms")?.length).toBe(200_000);
  expect(performance.now() - started).toBeLessThan(10_000);
});
