import type { BundleDifference } from "@lambda-pack/inspect";
import { counted } from "@lambda-pack/model";
import {
  archiveText,
  countText,
  grownBytes,
  kindCounts,
  packageName,
  packageNotes,
  packageVersion,
  signedSize,
  sumChanges,
} from "./diff-texts.ts";
import { fileRows } from "./file-rows.ts";
import type { FileRow } from "./file-rows.ts";
import { partialText, shownPackages } from "./partial-packages.ts";
import { printable } from "../terminal/printable.ts";
import type { View } from "../terminal/view.ts";
import { hangText, wrapText } from "../terminal/wrap-text.ts";

export interface DiffView extends View {
  /** Lists every file; else the first of those that the packages do not explain, and how many more there are. */
  readonly files: boolean;
}

/** What differs between two bundles, for people, ending in a line break. */
export function renderDiff(difference: BundleDifference, view: DiffView): string {
  const lines = difference.equal ? equalLines(difference, view) : differentLines(difference, view);
  return `${lines.join("\n")}\n`;
}

const marks = { added: "+", removed: "-", changed: "~" } as const;

const MAX_ROWS = 20;

function equalLines({ a, b, identical, archive }: BundleDifference, view: DiffView): readonly string[] {
  const both = `${printable(a.label)} and ${printable(b.label)}`;
  if (identical === true) return wrapText(`${both} are the same bytes.`, view.width);
  if (archive.length === 0) return wrapText(`${both} have the same files.`, view.width);
  return [
    ...wrapText(`${both} have the same files, but are not the same bytes:`, view.width),
    ...factLines(
      archive.map((one) => archiveText(one, printable)),
      view,
    ),
  ];
}

function differentLines(difference: BundleDifference, view: DiffView): readonly string[] {
  const { a, b, packages, files } = difference;
  const headline = `${printable(a.label)} and ${printable(b.label)} differ in ${countText(difference)}:`;
  return [
    ...wrapText(headline, view.width).map(view.colors.bold),
    ...factLines(sumChanges(difference), view),
    ...(packages.length === 0 ? [] : ["", `Packages: ${kindCounts(packages)}`, ...packageLines(difference, view)]),
    "",
    `Files: ${kindCounts(files)}`,
    ...fileLines(difference, view),
  ];
}

function factLines(facts: readonly (readonly [label: string, text: string])[], view: DiffView): readonly string[] {
  const indent = 4 + Math.max(...facts.map(([label]) => label.length));
  return facts.flatMap(([label, text]) => hangText(`  ${label}`, text, { indent, width: view.width }));
}

/** In columns where they fit, else two lines for each. What is the same for many has room beside it. */
function packageLines(difference: BundleDifference, view: DiffView): readonly string[] {
  const { shown, more, moreText } = shownPackages(difference, view.files);
  const rows = shown.map((one) => ({
    one,
    name: packageName(one, printable),
    version: packageVersion(one, printable),
    size: signedSize(grownBytes(one)),
    partial: partialText(one, difference),
  }));
  const width = (column: "name" | "version" | "size") => Math.max(...rows.map((row) => row[column].length));
  const [names, versions, sizes] = [width("name"), width("version"), width("size")];
  const room = view.width - (4 + names + 2 + versions + 2 + sizes);
  const lines = rows.flatMap(({ one, name, version, size, partial }) => {
    const cells = `${version.padEnd(versions)}  ${size.padStart(sizes)}`;
    const start = `  ${mark(one, view)} `;
    if (partial !== undefined && partial.length + 2 <= room)
      return [`${start}${name.padEnd(names)}  ${cells}  ${view.colors.dim(partial)}`];
    return [
      ...(room >= 0 ? [`${start}${name.padEnd(names)}  ${cells}`] : [`${start}${name}`, `      ${version}  ${size}`]),
      ...packageNotes(one, printable, partial)
        .flatMap((note) => hangText("", note, { indent: 6, width: view.width }))
        .map(view.colors.dim),
    ];
  });
  if (more === 0) return lines;
  return [
    ...lines,
    ...hangText("", `${moreText} (shown with --files)`, { indent: 2, width: view.width }).map(view.colors.dim),
  ];
}

function fileLines(difference: BundleDifference, view: DiffView): readonly string[] {
  const rows = fileRows(difference, { all: view.files, show: printable });
  const shown = view.files ? rows : rows.slice(0, MAX_ROWS);
  const more = shown.reduce((count, { files }) => count - files, difference.files.length);
  const rest = shown.length === 0 ? `${counted(more, "file")} of these packages` : counted(more, "more file");
  return [
    ...shown.flatMap((row) => rowLines(row, view)),
    ...(more === 0
      ? []
      : hangText("", `${rest} (shown with --files)`, { indent: 2, width: view.width }).map(view.colors.dim)),
  ];
}

function rowLines(row: FileRow, view: DiffView): readonly string[] {
  const { path, note } = row;
  const start = `  ${mark(row, view)} ${path}`;
  if (4 + path.length + 2 + note.length <= view.width) return [`${start}  ${note}`];
  return [start, ...hangText("", note, { indent: 6, width: view.width })];
}

function mark({ kind }: { readonly kind: keyof typeof marks }, { colors }: View): string {
  if (kind === "changed") return colors.yellow(marks.changed);
  return kind === "removed" ? colors.red(marks.removed) : colors.bold(marks.added);
}
