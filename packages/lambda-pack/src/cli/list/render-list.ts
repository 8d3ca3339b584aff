import type { ListedPackage, PackageList } from "@lambda-pack/inspect";
import { counted, formatCount, formatSize, isOptionalPeer } from "@lambda-pack/model";
import { listOf } from "../../messages/list-of.ts";
import { shownId } from "../terminal/shown-id.ts";
import type { View } from "../terminal/view.ts";
import { wrapText } from "../terminal/wrap-text.ts";

/** Every package in a row, and a last line with the sums. Ends in a line break. */
export function renderList(list: PackageList, view: View): string {
  const rows = list.packages.map((one) => rowOf(one, list));
  const header: Row = { cells: ["Size", "Retained", "Files"], name: "Package", requiredBy: "Required by" };
  const form = formOf([header, ...rows], view);
  const lines = [
    ...rowLines(header, form).map(view.colors.dim),
    ...rows.flatMap((row) => rowLines(row, form)),
    "",
    ...sumLines(list, view),
  ];
  return `${lines.join("\n")}\n`;
}

/** How many packages and files there are, and their size. */
export function sumLines({ sizes }: PackageList, { width, colors }: View): readonly string[] {
  const { packages, copies, files, links, bytes, archiveBytes } = sizes;
  const text = [
    `${counted(packages, "package")}${copies === packages ? "" : ` in ${formatCount(copies)} places`}`,
    counted(files, "file"),
    ...(links === 0 ? [] : [counted(links, "link")]),
    `${formatSize(bytes)} unzipped`,
    ...(archiveBytes === undefined ? [] : [`${formatSize(archiveBytes)} zipped`]),
  ].join(", ");
  return wrapText(text, width).map(colors.bold);
}

interface Row {
  readonly cells: readonly [size: string, retained: string, files: string];
  readonly name: string;
  readonly requiredBy: string;
}

function rowOf(one: ListedPackage, list: PackageList): Row {
  const { id, paths, links, files, totalBytes, retainedBytes } = one;
  const places = [
    ...(paths.length === 1 ? [] : [counted(paths.length, "copy", "copies")]),
    ...(links.length === 0 ? [] : [counted(links.length, "link")]),
  ];
  return {
    cells: [formatSize(totalBytes), formatSize(retainedBytes), formatCount(files * paths.length)],
    name: `${shownId(id)}${places.length === 0 ? "" : ` (${places.join(", ")})`}`,
    requiredBy: requiredByText(one, list),
  };
}

function requiredByText({ id, requiredBy, dependents }: ListedPackage, { bundle, packages }: PackageList): string {
  if (id === bundle.target) return "the packed package";
  if (requiredBy.length > 0) return requiredBy.slice(0, -1).map(shownId).join(" > ");
  if (dependents.length === 0) return "extraneous: no package in the bundle declares it";
  const requiring = packages.filter(
    (one) => dependents.includes(one.id) && one.dependencies.some((edge) => edge.to === id && !isOptionalPeer(edge)),
  );
  return requiring.length === 0
    ? `extraneous: only an optional peer of ${listOf(dependents.map(shownId))}`
    : `extraneous: required only by ${listOf(requiring.map((one) => shownId(one.id)))}, also extraneous`;
}

interface Form {
  /** Widths of the cells that are shown. */
  readonly cells: readonly number[];
  readonly name: number;
  /** Column of what requires it; undefined where that is too far to the right, so that it stands below. */
  readonly requiredBy: number | undefined;
  readonly width: number;
}

/** The least that a line of the last column must have room for. */
const LEAST = 24;

function formOf(rows: readonly Row[], { width }: View): Form {
  const shown = width < 60 ? 1 : width < 80 ? 2 : 3;
  const widest = (textOf: (row: Row) => string) => Math.max(...rows.map((row) => textOf(row).length));
  const cells = [0, 1, 2].slice(0, shown).map((index) => widest(({ cells: texts }) => texts[index] ?? ""));
  const name = widest((row) => row.name);
  const requiredBy = cellsWidth(cells) + name + GAP.length;
  return { cells, name, requiredBy: width - requiredBy < LEAST ? undefined : requiredBy, width };
}

const GAP = "  ";

function cellsWidth(cells: readonly number[]): number {
  return cells.reduce((sum, each) => sum + each + GAP.length, 0);
}

function rowLines({ cells: texts, name, requiredBy }: Row, form: Form): readonly string[] {
  const start = form.cells.map((width, index) => `${(texts[index] ?? "").padStart(width)}${GAP}`).join("");
  const column = form.requiredBy ?? start.length + GAP.length;
  const [first = "", ...rest] = wrapText(requiredBy, Math.max(LEAST, form.width - column));
  const more = rest.map((line) => " ".repeat(column) + line);
  if (form.requiredBy === undefined) return [start + name, " ".repeat(column) + first, ...more];
  return [`${start}${name.padEnd(form.name)}${GAP}${first}`, ...more];
}
