import type { View } from "../terminal/view.ts";
import { wrapText } from "../terminal/wrap-text.ts";

export interface Row {
  /** Three numbers; on a narrow terminal, the last of them are left out. */
  readonly cells: readonly [string, string, string];
  readonly name: string;
  /** Below the name where there is no room beside it. */
  readonly last: string;
}

/** Rows of packages in columns, below a header. */
export function tableLines(header: Row, rows: readonly Row[], view: View): readonly string[] {
  const form = formOf([header, ...rows], view);
  return [...rowLines(header, form).map(view.colors.dim), ...rows.flatMap((row) => rowLines(row, form))];
}

interface Form {
  /** Widths of the cells that are shown. */
  readonly cells: readonly number[];
  readonly name: number;
  /** Column of the last cell; undefined where that is too far to the right, so that it stands below. */
  readonly last: number | undefined;
  readonly width: number;
}

/** The least that a line of the last column must have room for. */
const LEAST = 24;

function formOf(rows: readonly Row[], { width }: View): Form {
  const shown = width < 60 ? 1 : width < 80 ? 2 : 3;
  const widest = (textOf: (row: Row) => string) => Math.max(...rows.map((row) => textOf(row).length));
  const cells = [0, 1, 2].slice(0, shown).map((index) => widest(({ cells: texts }) => texts[index] ?? ""));
  const name = widest((row) => row.name);
  const last = cellsWidth(cells) + name + GAP.length;
  return { cells, name, last: width - last < LEAST ? undefined : last, width };
}

const GAP = "  ";

function cellsWidth(cells: readonly number[]): number {
  return cells.reduce((sum, each) => sum + each + GAP.length, 0);
}

function rowLines({ cells: texts, name, last }: Row, form: Form): readonly string[] {
  const start = form.cells.map((width, index) => `${(texts[index] ?? "").padStart(width)}${GAP}`).join("");
  const column = form.last ?? start.length + GAP.length;
  const [first = "", ...rest] = wrapText(last, Math.max(LEAST, form.width - column));
  const more = rest.map((line) => " ".repeat(column) + line);
  if (form.last === undefined) return [start + name, " ".repeat(column) + first, ...more];
  return [`${start}${name.padEnd(form.name)}${GAP}${first}`, ...more];
}
