import type { ListedEntry, ListedPackage, PackageList } from "@lambda-pack/inspect";
import { counted, formatSize } from "@lambda-pack/model";
import { printable } from "../terminal/printable.ts";
import { shownId } from "../terminal/shown-id.ts";
import { sumLines } from "./render-list.ts";
import type { View } from "../terminal/view.ts";

/** Every package with the places of its copies and of links to it, and the files of one copy, and a last line with the sums. Ends in a line break. */
export function renderFiles(list: PackageList, view: View): string {
  const groups = list.packages.flatMap((one) => [...packageLines(one, view), ""]);
  return `${[...groups, ...sumLines(list, view)].join("\n")}\n`;
}

function packageLines(one: ListedPackage, { colors }: View): readonly string[] {
  const { id, paths, links, files, bytes, entries = [] } = one;
  const weight = `${formatSize(bytes)}, ${counted(files, "file")}${paths.length > 1 ? " in each copy" : ""}`;
  const sizes = entries.map((entry) => (entry.kind === "file" ? formatSize(entry.size) : "link"));
  const width = Math.max(0, ...sizes.map((size) => size.length));
  return [
    `${colors.bold(shownId(id))}  ${colors.dim(weight)}`,
    ...paths.map((path) => colors.dim(`  in ${printable(path)}`)),
    ...links.map((path) => colors.dim(`  linked from ${printable(path)}`)),
    ...entries.map((entry, index) => `  ${(sizes[index] ?? "").padStart(width)}  ${entryText(entry)}`),
  ];
}

function entryText(entry: ListedEntry): string {
  const path = printable(entry.path);
  return entry.kind === "file" ? path : `${path} -> ${printable(entry.target)}`;
}
