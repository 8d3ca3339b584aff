import type { StagedEntry } from "@lambda-pack/model";
import { expect, test } from "vitest";

import { devicesWithoutTimes } from "../../src/reuse/devices-without-times.ts";

function filesOn(dev: number, ctimes: readonly number[]): readonly StagedEntry[] {
  return ctimes.map((ctimeMs, ino) => ({
    kind: "file",
    path: `${dev}/${ino}`,
    mode: 0o644,
    size: 1,
    mtimeMs: ctimeMs,
    ctimeMs,
    ino,
    dev,
    source: `/mnt/${dev}/${ino}`,
  }));
}

const EXT4 = 0xef53;
const EROFS = 0xe0_f5_e1_e2;

test("one change time in whole seconds for all files of a device tells nothing", () => {
  const entries = [...filesOn(1, [0, 0, 0, 0, 0]), ...filesOn(2, [5000, 5000, 5000, 5001])];
  expect([...devicesWithoutTimes(entries, () => EXT4)]).toEqual([1]);
});

test("files that were written within one tick of a clock, or are few, are believed", () => {
  const entries = [...filesOn(1, [1234.5, 1234.5, 1234.5, 1234.5, 1234.5]), ...filesOn(2, [5000, 5000])];
  expect([...devicesWithoutTimes(entries, () => EXT4)]).toEqual([]);
});

test("an image is known by its kind, whatever its times", () => {
  const entries = [...filesOn(1, [1, 2, 3]), ...filesOn(2, [1, 2, 3])];
  expect([...devicesWithoutTimes(entries, (path) => (path.startsWith("/mnt/2/") ? EROFS : EXT4))]).toEqual([2]);
});

test("what cannot be asked is believed", () => {
  expect([...devicesWithoutTimes(filesOn(1, [1, 2, 3]))]).toEqual([]);
});
