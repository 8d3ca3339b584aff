import { byCodeUnit } from "@lambda-pack/model";
import type { BundleEntry, OpenedBundle, ZipFile, ZippedFacts } from "@lambda-pack/model";
import type { ArchiveDifference, ArchiveDifferenceKind } from "./bundle-difference.ts";
import { octalMode } from "./octal-mode.ts";
import { extraFieldsText, flagsText, methodText, systemText } from "./zipped-texts.ts";

/**
 * Why two zips of equal files are not the same bytes, at least one reason, in the order of `ArchiveDifferenceKind`. Nothing is
 * found of bundles that are no zips.
 */
export function compareArchives(a: OpenedBundle, b: OpenedBundle): readonly ArchiveDifference[] {
  if (a.archive === undefined || b.archive === undefined) return [];
  const pairs = entryPairs(a, b);
  const found = [
    ...entryTexts.flatMap(([kind, textOf]) => entryDifference(kind, textOf, pairs)),
    ...directoryDifference(a.archive, b.archive),
    ...commentDifference(a.archive, b.archive),
  ];
  return found.length === 0 ? [{ kind: "other-bytes", entries: 0 }] : found;
}

/** One entry as both zips have it. */
type EntryPair = readonly [before: ZipEntry, after: ZipEntry];

interface ZipEntry {
  readonly entry: BundleEntry;
  readonly zipped: ZippedFacts;
  /** Which one it is of those that are no directories, from 0. */
  readonly position: number;
}

function entryPairs(a: OpenedBundle, b: OpenedBundle): readonly EntryPair[] {
  const others = new Map(zipEntries(b).map((other) => [other.entry.path, other]));
  return zipEntries(a)
    .toSorted((one, other) => byCodeUnit(one.entry.path, other.entry.path))
    .flatMap((one) => {
      const other = others.get(one.entry.path);
      return other === undefined ? [] : [[one, other] as const];
    });
}

function zipEntries({ bundle }: OpenedBundle): readonly ZipEntry[] {
  return bundle.entries
    .flatMap((entry) => (entry.zipped === undefined ? [] : [{ entry, zipped: entry.zipped }]))
    .toSorted((one, other) => one.zipped.index - other.zipped.index)
    .map((one, position) => ({ ...one, position }));
}

/** What an entry has of something, as text; it differs where the texts do. */
type EntryText = (one: ZipEntry) => string;

const entryTexts: readonly (readonly [ArchiveDifferenceKind, EntryText])[] = [
  ["order", ({ position }) => String(position + 1)],
  ["date", ({ zipped }) => zipped.modified],
  ["mode", ({ entry }) => (entry.kind === "file" ? octalMode(entry.mode) : "link")],
  ["method", ({ zipped }) => methodText(zipped)],
  ["compressed-size", ({ zipped }) => String(zipped.bytes)],
  ["extra-fields", ({ zipped }) => extraFieldsText(zipped)],
  ["flags", ({ zipped }) => flagsText(zipped)],
  ["made-by", ({ zipped }) => systemText(zipped)],
];

function entryDifference(
  kind: ArchiveDifferenceKind,
  textOf: EntryText,
  pairs: readonly EntryPair[],
): readonly ArchiveDifference[] {
  // Another method makes another size of the same data, which counts once.
  const comparable = kind === "compressed-size" ? pairs.filter(hasOneMethod) : pairs;
  const differing = comparable.filter(([before, after]) => textOf(before) !== textOf(after));
  const [first] = differing;
  if (first === undefined) return [];
  const [before, after] = first;
  const example = { path: before.entry.path, before: textOf(before), after: textOf(after) };
  return [{ kind, entries: differing.length, example }];
}

function hasOneMethod([before, after]: EntryPair): boolean {
  return before.zipped.method === after.zipped.method;
}

/** Names that only one of them has. */
function directoryDifference(a: ZipFile, b: ZipFile): readonly ArchiveDifference[] {
  const before = new Set(a.directories);
  const after = new Set(b.directories);
  const differing = [...new Set([...before, ...after])]
    .filter((name) => before.has(name) !== after.has(name))
    .toSorted(byCodeUnit);
  const [path] = differing;
  if (path === undefined) return [];
  const textIn = (names: ReadonlySet<string>) => (names.has(path) ? "an entry" : "none");
  return [
    { kind: "directories", entries: differing.length, example: { path, before: textIn(before), after: textIn(after) } },
  ];
}

function commentDifference(a: ZipFile, b: ZipFile): readonly ArchiveDifference[] {
  return a.comment === b.comment ? [] : [{ kind: "comment", entries: 0 }];
}
