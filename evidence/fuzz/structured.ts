import { array, constantFrom, double, integer, oneof, option, record, uint8Array } from "fast-check";
import type { Arbitrary } from "fast-check";
import { madeZip } from "../../packages/inspect/test/zip/made-zip.ts";
import type { MadeEntry } from "../../packages/inspect/test/zip/made-zip.ts";

/** Values that fields of others' files tend to have when they are wrong, or meant to harm. */
const values: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  "",
  ".",
  "..",
  "../../x",
  "/etc/passwd",
  "C:\\x",
  "a\0b",
  "__proto__",
  "constructor",
  "*",
  "^1.0.0",
  "workspace:*",
  "npm:a@1",
  "a@1, b@2",
  "$&",
  "x".repeat(5000),
  [],
  [null],
  [[]],
  ["a", "a"],
  {},
  { "": "" },
  JSON.parse('{"__proto__":{"a":1}}') as unknown,
];

const place = double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

const change = record({ at: place, from: place, value: constantFrom(...values), how: integer({ min: 0, max: 4 }) });

interface Change {
  readonly at: number;
  readonly from: number;
  readonly value: unknown;
  readonly how: number;
}

/** JSON that is still JSON: values are exchanged, moved, removed, or put under other keys. */
export function mutatedJson(text: string): Arbitrary<string> {
  return array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const root: unknown = JSON.parse(text);
    for (const each of changes) changeValue(root, each);
    return JSON.stringify(root);
  });
}

type Container = Record<string, unknown>;

function changeValue(root: unknown, { at, from, value, how }: Change): void {
  const slots = [...slotsOf(root)];
  const slot = slots[Math.floor(at * slots.length)];
  const other = slots[Math.floor(from * slots.length)];
  if (slot === undefined || other === undefined) return;
  const copy: unknown = structuredClone(other.holder[other.key]);
  if (how === 0) delete slot.holder[slot.key];
  else if (how === 1) slot.holder[slot.key] = copy;
  else if (how === 2) set(slot.holder, String(value), slot.holder[slot.key]);
  else set(slot.holder, slot.key, value);
}

/** Also where the key is `__proto__`. */
function set(holder: Container, key: string, value: unknown): void {
  Object.defineProperty(holder, key === "length" ? "length_" : key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function* slotsOf(value: unknown): Generator<{ readonly holder: Container; readonly key: string }> {
  if (typeof value !== "object" || value === null) return;
  const holder = value as Container;
  for (const key of Object.keys(holder)) {
    yield { holder, key };
    yield* slotsOf(holder[key]);
  }
}

/** Lines of a format such as YAML: their values are exchanged, lines are moved, doubled and removed. Most of it can still be read. */
export function mutatedLines(text: string): Arbitrary<string> {
  return array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const lines = text.split("\n");
    for (const each of changes) changeLine(lines, each);
    return lines.join("\n");
  });
}

function changeLine(lines: string[], { at, from, value, how }: Change): void {
  const index = Math.floor(at * lines.length);
  const line = lines[index] ?? "";
  const other = lines[Math.floor(from * lines.length)] ?? "";
  const [, key = "", old = ""] = /^(\s*(?:- )?[^\s:][^:]*:?)\s*(.*)$/u.exec(line) ?? [];
  const [, otherKey = "", otherOld = ""] = /^(\s*(?:- )?[^\s:][^:]*:?)\s*(.*)$/u.exec(other) ?? [];
  if (how === 0) lines.splice(index, 1);
  else if (how === 1) lines.splice(index, 0, other);
  else if (how === 2) lines[index] = `${key} ${otherOld}`;
  else if (how === 3) lines[index] = `${otherKey} ${old}`;
  else lines[index] = `${key} ${JSON.stringify(value)}`;
}

const names = [
  "package.json",
  "index.js",
  "lib/index.js",
  "lib",
  "lib/",
  "link",
  "link/x.js",
  "node_modules/pg/package.json",
  "node_modules/pg/index.js",
  "node_modules/pg",
  "node_modules/link",
  "../x",
  "a/../../x",
  "/x",
  "./x",
  "a//b",
  "a\\..\\b",
  "C:/x",
  "\0",
  ".",
  "",
  "ä",
  "a\u0308",
];

const contents = [
  "",
  "exports.handler = 1;",
  "..",
  "../outside",
  "lib",
  "link",
  "/etc/passwd",
  "node_modules/pg",
  "../../outside/x",
  "x".repeat(5000),
];

const number = constantFrom(0, 1, 0xffff, 0x10000, 0xffffffff);

/** Zips whose records fit together, checksums and places included, except for the few fields that are lies. */
export function mutatedZip(manifest: string): Arbitrary<Uint8Array> {
  const content = oneof({ weight: 3, arbitrary: constantFrom(...contents) }, mutatedJson(manifest));
  const rarely = { freq: 20, nil: undefined };
  const entry = record({
    name: constantFrom(...names),
    content,
    method: option(constantFrom(0, 12), { freq: 3, nil: 8 }),
    unixMode: constantFrom(0o100644, 0o100644, 0o120777, 0o120777, 0o040755, 0o100755, 0, 0o170000),
    madeBy: option(constantFrom(0, 10, 255), { freq: 8, nil: 3 }),
    flags: option(constantFrom(0, 1, 8, 0x808, 0xffff), { freq: 8, nil: 0x800 }),
    size: option(number, rarely),
    compressedSize: option(number, rarely),
    crc: option(number, rarely),
    offset: option(number, rarely),
    extra: option(uint8Array({ maxLength: 40 }), { freq: 8, nil: undefined }),
  }).map((made): MadeEntry => {
    const given = Object.entries(made).filter(([, value]) => value !== undefined);
    return { ...(Object.fromEntries(given) as unknown as MadeEntry), ...extraOf(made.extra) };
  });
  return record({
    entries: array(entry, { minLength: 1, maxLength: 6 }),
    comment: constantFrom("", "", "", "PK\u0005\u0006"),
    surplus: option(constantFrom(-1, 1), { freq: 20, nil: 0 }),
    before: option(uint8Array({ maxLength: 40 }), { freq: 20, nil: new Uint8Array() }),
  }).map(({ entries, comment, surplus, before }) =>
    Buffer.concat([before, madeZip(entries, { comment, count: Math.max(0, entries.length + surplus) })]),
  );
}

function extraOf(extra: Uint8Array | undefined): Pick<MadeEntry, "extra"> {
  return extra === undefined ? {} : { extra: Buffer.from(extra) };
}
