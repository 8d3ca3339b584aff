import type { ListedPackage, PackageList } from "@lambda-pack/inspect";
import { counted, formatCount, formatSize } from "@lambda-pack/model";
import { listOf } from "../../messages/list-of.ts";
import { shownId } from "../terminal/shown-id.ts";
import type { View } from "../terminal/view.ts";
import { wrapText } from "../terminal/wrap-text.ts";

/** Every package in a row, and a last line with the sums. Ends in a line break. */
export function renderList(list: PackageList, view: View): string {
  const rows = list.packages.map((one) => rowOf(one, list));
  const header: Row = { cells: ["Size", "Frees", "Files"], name: "Package", bringer: "Brought by" };
  const form = formOf([header, ...rows], view);
  const lines = [
    ...rowLines(header, form).map(view.colors.dim),
    ...rows.flatMap((row) => rowLines(row, form)),
    "",
    ...sumLines(list, view),
  ];
  return `${lines.join("\n")}\n`;
}

/** How many packages and files there are, and what they weigh. */
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
  readonly cells: readonly [size: string, frees: string, files: string];
  readonly name: string;
  readonly bringer: string;
}

function rowOf(one: ListedPackage, list: PackageList): Row {
  const { id, paths, files, totalBytes, freedBytes } = one;
  const copies = paths.length === 1 ? "" : ` (${counted(paths.length, "copy", "copies")})`;
  return {
    cells: [formatSize(totalBytes), formatSize(freedBytes), formatCount(files * paths.length)],
    name: `${shownId(id)}${copies}`,
    bringer: bringerOf(one, list),
  };
}

function bringerOf({ id, broughtBy, neededBy }: ListedPackage, { bundle, packages }: PackageList): string {
  if (id === bundle.target) return "what is packed";
  if (broughtBy.length > 0) return broughtBy.slice(0, -1).map(shownId).join(" > ");
  if (neededBy.length === 0) return "nobody in the bundle declares it";
  const needing = packages.filter((one) => neededBy.includes(one.id));
  const bringing = needing.filter(({ dependencies }) =>
    dependencies.some(({ to, kind, optional }) => to === id && !(kind === "peerDependencies" && optional)),
  );
  return bringing.length === 0
    ? `nobody: only an optional peer of ${listOf(neededBy.map(shownId))}`
    : `nobody: only ${listOf(bringing.map((one) => shownId(one.id)))}, which nobody brings`;
}

interface Form {
  /** Widths of the cells that are shown. */
  readonly cells: readonly number[];
  readonly name: number;
  /** Column in which stands what brought it; undefined where that is too far to the right, so that it stands below. */
  readonly bringer: number | undefined;
  readonly width: number;
}

/** The least that a line of the last column must have room for. */
const LEAST = 24;

function formOf(rows: readonly Row[], { width }: View): Form {
  const shown = width < 60 ? 1 : width < 80 ? 2 : 3;
  const widest = (textOf: (row: Row) => string) => Math.max(...rows.map((row) => textOf(row).length));
  const cells = [0, 1, 2].slice(0, shown).map((index) => widest(({ cells: texts }) => texts[index] ?? ""));
  const name = widest((row) => row.name);
  const bringer = cellsWidth(cells) + name + GAP.length;
  return { cells, name, bringer: width - bringer < LEAST ? undefined : bringer, width };
}

const GAP = "  ";

function cellsWidth(cells: readonly number[]): number {
  return cells.reduce((sum, each) => sum + each + GAP.length, 0);
}

function rowLines({ cells: texts, name, bringer }: Row, form: Form): readonly string[] {
  const start = form.cells.map((width, index) => `${(texts[index] ?? "").padStart(width)}${GAP}`).join("");
  const column = form.bringer ?? start.length + GAP.length;
  const [first = "", ...rest] = wrapText(bringer, Math.max(LEAST, form.width - column));
  const more = rest.map((line) => " ".repeat(column) + line);
  if (form.bringer === undefined) return [start + name, " ".repeat(column) + first, ...more];
  return [`${start}${name.padEnd(form.name)}${GAP}${first}`, ...more];
}
