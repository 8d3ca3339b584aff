import { expect, test } from "vitest";
import { openZip } from "../../src/index.ts";
import { madeZip } from "./made-zip.ts";
import { fileWith } from "./opened.ts";

const entries = [
  { name: "package.json", content: '{"name":"lighthouse"}' },
  { name: "index.js", content: "exports.handler = 1;" },
];

/** What is found of a zip whose second local header has a byte changed. */
async function faultsOf(field: number, change: (byte: number) => number) {
  const zip = madeZip(entries);
  const at = zip.indexOf(Buffer.from([0x50, 0x4b, 3, 4]), 4) + field;
  zip[at] = change(zip[at] ?? 0);
  const opened = await openZip(fileWith(zip), { label: "lighthouse.zip" });
  const faults = opened.findHeaderFaults?.();
  await opened.close();
  return faults;
}

test("a zip whose headers agree has no faults", async () => {
  expect(await faultsOf(0, (byte) => byte)).toEqual([]);
});

test.each([
  ["flags", 6],
  ["method", 8],
  ["checksum", 14],
  ["size", 18],
  ["size", 22],
  ["name", 30],
])("another %s in the local header is found, at %i", async (field, at) => {
  expect(await faultsOf(at, (byte) => 255 - byte)).toEqual([
    { path: "index.js", fields: expect.arrayContaining([field]) },
  ]);
});

test("sizes that stand behind the data are no fault, where the list says so too", async () => {
  const zip = madeZip(entries.map((entry) => ({ ...entry, flags: 0x808 })));
  zip.fill(0, 14, 26);
  const opened = await openZip(fileWith(zip), { label: "lighthouse.zip" });
  expect(opened.findHeaderFaults?.()).toEqual([]);
  await opened.close();
});
