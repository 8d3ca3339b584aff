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
  const faults = opened.findRecordFaults?.();
  await opened.close();
  return faults;
}

test("a zip whose headers agree has no faults", async () => {
  expect(await faultsOf(0, (byte) => byte)).toEqual({ headers: [], hiddenBytes: 0 });
});

test.each([
  ["flags", 6],
  ["method", 8],
  ["checksum", 14],
  ["size", 18],
  ["size", 22],
  ["name", 30],
])("another %s in the local header is found, at %i", async (field, at) => {
  expect(await faultsOf(at, (byte) => 255 - byte)).toMatchObject({
    headers: [{ path: "index.js", fields: expect.arrayContaining([field]) }],
  });
});

test("sizes that stand behind the data are no fault, where the list says so too", async () => {
  const zip = madeZip(entries.map((entry) => ({ ...entry, flags: 0x808 })));
  zip.fill(0, 14, 26);
  const opened = await openZip(fileWith(zip), { label: "lighthouse.zip" });
  expect(opened.findRecordFaults?.()).toEqual({ headers: [], hiddenBytes: 0 });
  await opened.close();
});

/** The zip with bytes put in at a place, and what is moved by them corrected: the offsets of the directory and of the entries. */
function withHidden(at: "first" | "between" | "last", hidden: Buffer): Buffer {
  const zip = madeZip(entries);
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const directory = zip.readUInt32LE(end + 16);
  const second = zip.indexOf(Buffer.from([0x50, 0x4b, 3, 4]), 4);
  const place = { first: 0, between: second, last: directory }[at];
  const moved = Buffer.concat([zip.subarray(0, place), hidden, zip.subarray(place)]);
  moved.writeUInt32LE(directory + hidden.length, end + hidden.length + 16);
  let record = directory + hidden.length;
  for (const offset of [0, second]) {
    if (offset >= place) moved.writeUInt32LE(offset + hidden.length, record + 42);
    record += 46 + moved.readUInt16LE(record + 28) + moved.readUInt16LE(record + 30) + moved.readUInt16LE(record + 32);
  }
  return moved;
}

test.each(["first", "between", "last"] as const)("bytes that no entry names are counted: %s", async (at) => {
  const hidden = madeZip([{ name: "index.js", content: "exports.handler = 2;" }]).subarray(0, 60);
  const opened = await openZip(fileWith(withHidden(at, hidden)), { label: "lighthouse.zip" });
  expect(opened.findRecordFaults?.()).toEqual({ headers: [], hiddenBytes: 60 });
  await opened.close();
});

test("a comment that holds the end of another list is refused: programs would read different lists", async () => {
  const [zip, other] = [madeZip(entries), madeZip([{ name: "package.json", content: "{}" }])];
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  zip.writeUInt16LE(other.length, end + 20);
  await expect(openZip(fileWith(Buffer.concat([zip, other])), { label: "lighthouse.zip" })).rejects.toMatchObject({
    code: "ZIP_INVALID",
    message: expect.stringContaining("more than one end"),
  });
});
