import { counted, formatCount, formatSize } from "@lambda-pack/model";
import type { LeftOutList, LeftOutPackage, LeftOutSum } from "../../bundle/left-out/left-out-list.ts";
import { printable } from "../terminal/printable.ts";
import { shownId } from "../terminal/shown-id.ts";
import { tableLines } from "./table-lines.ts";
import type { Row } from "./table-lines.ts";
import type { View } from "../terminal/view.ts";
import { wrapText } from "../terminal/wrap-text.ts";

/** Every package of which something is left out, and a last line with the sums; with every file where these are listed. Ends in a line break. */
export function renderTrimmed(list: LeftOutList, view: View): string {
  const header: Row = { cells: ["Left out", "Kept", "Files"], name: "Package", last: "Why" };
  const hasFiles = list.packages.some(({ leftEntries }) => leftEntries !== undefined);
  const groups = hasFiles
    ? list.packages.flatMap((one) => [...fileLines(one, view), ""])
    : [...tableLines(header, list.packages.map(rowOf), view), ""];
  return `${[...(list.packages.length === 0 ? [] : groups), ...sumLines(list, view)].join("\n")}\n`;
}

/** What is left out, below a list of what stays. */
export function renderTrimmedSum({ mode, files, bytes }: LeftOutList, { width, colors }: View): string {
  const text =
    files === 0
      ? `Nothing left out (trim: ${mode})`
      : `${counted(files, "file")}, ${formatSize(bytes)} left out (trim: ${mode}; shown with --trimmed)`;
  return `${wrapText(text, width).map(colors.dim).join("\n")}\n`;
}

function rowOf({ id, files, bytes, leftFiles, leftBytes, left }: LeftOutPackage): Row {
  return {
    cells: [formatSize(leftBytes), formatSize(bytes - leftBytes), `${formatCount(leftFiles)} of ${formatCount(files)}`],
    name: shownId(id),
    last: left.map((sum) => reasonText(sum, left.length > 1)).join(", "),
  };
}

function reasonText({ reason, bytes }: LeftOutSum, isOneOfSeveral: boolean): string {
  const text = reasons[reason] ?? reason;
  return isOneOfSeveral ? `${text} ${formatSize(bytes)}` : text;
}

const reasons: Readonly<Record<string, string>> = {
  declaration: "declarations",
  map: "source maps",
  markdown: "Markdown",
  unreached: "nothing leads there",
  "other-platform": "other platforms",
  "package-unreached": "cannot be loaded",
};

function fileLines(one: LeftOutPackage, { colors }: View): readonly string[] {
  const { id, files, leftFiles, leftBytes, leftEntries = [] } = one;
  const sizes = leftEntries.map(({ size }) => formatSize(size));
  const width = Math.max(0, ...sizes.map((size) => size.length));
  const sum = `${formatSize(leftBytes)}, ${formatCount(leftFiles)} of ${counted(files, "file")}`;
  return [
    `${colors.bold(shownId(id))}  ${colors.dim(sum)}`,
    ...leftEntries.map(({ path, reason }, index) => {
      const why = colors.dim(reasons[reason] ?? reason);
      return `  ${(sizes[index] ?? "").padStart(width)}  ${printable(path)}  ${why}`;
    }),
  ];
}

function sumLines({ mode, files, bytes, packages }: LeftOutList, { width, colors }: View): readonly string[] {
  const what = files === 0 ? "Nothing" : `${counted(files, "file")} of ${counted(packages.length, "package")}`;
  const size = files === 0 ? "" : `, ${formatSize(bytes)} unzipped`;
  return wrapText(`${what} left out${size} (trim: ${mode})`, width).map(colors.bold);
}
