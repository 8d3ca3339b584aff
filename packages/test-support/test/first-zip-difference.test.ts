import { expect, test } from "vitest";
import { firstZipDifference } from "../src/zips/first-zip-difference.ts";
import type { ZipListing } from "../src/zips/list-zip.ts";

function entry(name: string, changes: Partial<ZipListing> = {}): ZipListing {
  const plain = { mode: "100644", date: "1980-01-01 00:00:00", crc: 7, method: 8, size: 12, compressedSize: 9 };
  return { name, ...plain, ...changes };
}

const zip = [entry("lib/query.js"), entry("main.js"), entry("package.json")];

test("equal listings have no difference", () => {
  expect(firstZipDifference(zip, [...zip])).toBeUndefined();
});

test("an entry that one zip lacks is named, with the zip that has it", () => {
  expect(firstZipDifference(zip, zip.slice(0, 2))).toBe("package.json is in the first zip only");
  expect(firstZipDifference(zip.slice(1), zip)).toBe("lib/query.js is in the second zip only");
  expect(firstZipDifference(zip, [...zip, entry("main.js")])).toBe("3 entries became 4: names are doubled");
});

test("another order is told from other content", () => {
  const [first, second, third] = zip;
  if (first === undefined || second === undefined || third === undefined) throw new Error("three entries are needed");
  expect(firstZipDifference(zip, [second, first, third])).toBe("order: entry 0 is lib/query.js, then main.js");
});

test.each([
  [{ mode: "100755" }, "main.js: mode is 100644, then 100755"],
  [{ date: "1979-12-31 19:00:00" }, "main.js: date is 1980-01-01 00:00:00, then 1979-12-31 19:00:00"],
  [{ method: 0 }, "main.js: method is 8, then 0"],
  [{ size: 13, crc: 8 }, "main.js: size is 12, then 13"],
  [{ crc: 8 }, "main.js: crc is 7, then 8"],
  [{ compressedSize: 10 }, "main.js: compressedSize is 9, then 10"],
])("the first field that differs is named: %j", (changes, sentence) => {
  const other = zip.map((each) => (each.name === "main.js" ? entry("main.js", changes) : each));
  expect(firstZipDifference(zip, other)).toBe(sentence);
});
