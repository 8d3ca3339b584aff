import type {
  ArchiveDifference,
  ArchiveDifferenceKind,
  BundleDifference,
  ComparedEntry,
  ComparedPackage,
  FileDifference,
  PackageDifference,
} from "@lambda-pack/inspect";
import { counted, formatCount, formatSize } from "@lambda-pack/model";
import { listOf } from "../../messages/list-of.ts";

/** How a name or path from outside is shown: made safe for where it goes. */
export type ShowName = (name: string) => string;

/** Both bundles in sums; those of zips only where both are zips. */
export function sumChanges({ a, b }: BundleDifference): readonly (readonly [label: string, text: string])[] {
  const zipped = a.zippedBytes !== undefined && b.zippedBytes !== undefined ? [a.zippedBytes, b.zippedBytes] : [];
  const [zippedBefore, zippedAfter] = zipped;
  return [
    ["Packages", countChange(a.packages, b.packages)],
    ["Files", countChange(a.entries, b.entries)],
    ["Unzipped", sizeChange(a.bytes, b.bytes)],
    ...(zippedBefore === undefined || zippedAfter === undefined
      ? []
      : [["Zipped", sizeChange(zippedBefore, zippedAfter)] as const]),
  ];
}

/** How many packages and files differ: `1 package and 3 files`. */
export function countText({ packages, files }: BundleDifference): string {
  const ofPackages = packages.length === 0 ? [] : [counted(packages.length, "package")];
  return [...ofPackages, counted(files.length, "file")].join(" and ");
}

/** How many there are of each kind: `2 added, 1 removed, 12 changed`. */
export function kindCounts(differences: readonly (PackageDifference | FileDifference)[]): string {
  const kinds = ["added", "removed", "changed"] as const;
  const counts = kinds.map((kind) => [differences.filter((one) => one.kind === kind).length, kind] as const);
  return counts.flatMap(([count, kind]) => (count === 0 ? [] : [`${formatCount(count)} ${kind}`])).join(", ");
}

/** `1,200 -> 1,203 (+3)`, or the count alone. */
function countChange(before: number, after: number): string {
  const count = formatCount(after);
  if (before === after) return count;
  const sign = after > before ? "+" : "-";
  return `${formatCount(before)} -> ${count} (${sign}${formatCount(Math.abs(after - before))})`;
}

/** `1.2 KiB -> 1.3 KiB (+40 B)`; one size where both look alike. */
function sizeChange(before: number, after: number): string {
  const [size, other] = [formatSize(before), formatSize(after)];
  if (before === after) return size;
  return `${size === other ? size : `${size} -> ${other}`} (${signedSize(after - before)})`;
}

/** `+40 B`, `-1.5 KiB`; nothing more is `0 B`. */
export function signedSize(bytes: number): string {
  return bytes > 0 ? `+${formatSize(bytes)}` : bytes < 0 ? `-${formatSize(-bytes)}` : "0 B";
}

/** By how many bytes a package of the one bundle is larger than that of the other. */
export function grownBytes(one: PackageDifference): number {
  return (one.kind === "removed" ? 0 : one.after.bytes) - (one.kind === "added" ? 0 : one.before.bytes);
}

/** `ms`, or `database -> mailer` where another package is packed. */
export function packageName(one: PackageDifference, show: ShowName): string {
  return changeText(one, ({ name }) => show(name));
}

/** `2.1.3`, or `2.1.2 -> 2.1.3`. */
export function packageVersion(one: PackageDifference, show: ShowName): string {
  return changeText(one, ({ version }) => (version === "" ? "no version" : show(version)));
}

function changeText(one: PackageDifference, textOf: (side: ComparedPackage) => string): string {
  if (one.kind === "added") return textOf(one.after);
  if (one.kind === "removed") return textOf(one.before);
  const [before, after] = [textOf(one.before), textOf(one.after)];
  return before === after ? after : `${before} -> ${after}`;
}

/** What else has changed in a package than its version and its size; of one that is partial, that alone. */
export function packageNotes(one: PackageDifference, show: ShowName, partial?: string): readonly string[] {
  if (one.kind !== "changed") return [];
  if (partial !== undefined) return [partial];
  const { before, after, changes } = one;
  const textsOf = (paths: readonly string[]) => paths.map((path) => placeText(path, show));
  const linked = without(after.links, before.links);
  const unlinked = without(before.links, after.links);
  // What became a link, or a link that became a copy, is told once.
  const gone = textsOf(without(before.paths, [...after.paths, ...linked]));
  const fresh = textsOf(without(after.paths, before.paths));
  const free = textsOf(without(unlinked, after.paths));
  const content = changes.includes("content") ? ["different content in the same version"] : [];
  const isMove = gone.length === 1 && fresh.length === 1;
  return [
    ...(isMove ? [`moved from ${gone[0]} to ${fresh[0]}`] : []),
    ...(isMove || gone.length === 0 ? [] : [`no longer in ${listOf(gone)}`]),
    ...(isMove || fresh.length === 0 ? [] : [`now in ${listOf(fresh)}`]),
    ...(free.length === 0 ? [] : [`no longer linked from ${listOf(free)}`]),
    ...(linked.length === 0 ? [] : [`now linked from ${listOf(textsOf(linked))}`]),
    ...content,
  ];
}

function without(paths: readonly string[], others: readonly string[]): readonly string[] {
  return paths.filter((path) => !others.includes(path));
}

function placeText(path: string, show: ShowName): string {
  return path === "." ? "the root" : show(path);
}

/** What has changed in a file. */
export function fileNotes(file: FileDifference, show: ShowName): readonly string[] {
  if (file.kind === "added") return [entryText(file.after, show)];
  if (file.kind === "removed") return [entryText(file.before, show)];
  const { before, after } = file;
  if (before.kind === "link" || after.kind === "link")
    return [`${entryText(before, show)} -> ${entryText(after, show)}`];
  const content = file.changes.includes("content")
    ? [
        before.bytes === after.bytes
          ? `${formatSize(after.bytes)}, different content`
          : sizeChange(before.bytes, after.bytes),
      ]
    : [];
  return [...content, ...(file.changes.includes("mode") ? [`mode ${before.mode} -> ${after.mode}`] : [])];
}

function entryText(entry: ComparedEntry, show: ShowName): string {
  return entry.kind === "link" ? `link to ${show(entry.target)}` : formatSize(entry.bytes);
}

/** What two zips of equal files do differently: `Order`, and `3 entries, such as index.js: 1 and 3`. */
export function archiveText(
  { kind, entries, example }: ArchiveDifference,
  show: ShowName,
): readonly [label: string, text: string] {
  const { label, text, form = (value: string) => value } = archiveLabels[kind];
  if (example === undefined) return [label, text ?? counted(entries, "entry", "entries")];
  const texts = `${form(example.before)} and ${form(example.after)}`;
  return [label, `${counted(entries, "entry", "entries")}, such as ${show(example.path)}: ${texts}`];
}

interface ArchiveLabel {
  readonly label: string;
  /** Where there is no example. */
  readonly text?: string;
  /** How each text of an example is put. */
  readonly form?: (value: string) => string;
}

const archiveLabels: Readonly<Record<ArchiveDifferenceKind, ArchiveLabel>> = {
  order: { label: "Order", form: (value) => `entry ${value}` },
  date: { label: "Dates" },
  mode: { label: "Modes" },
  method: { label: "Methods" },
  "compressed-size": { label: "Compressed", form: (value) => `${value} B` },
  "extra-fields": { label: "Extra fields" },
  flags: { label: "Flags" },
  "made-by": { label: "Made by" },
  directories: { label: "Folders" },
  comment: { label: "Comment", text: "that of the whole archive" },
  "other-bytes": { label: "Other bytes", text: "none that the list of entries shows" },
};
