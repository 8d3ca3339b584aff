import type { ListedPackage, PackageList } from "@lambda-pack/inspect";
import { counted, formatCount, formatSize, isOptionalPeer } from "@lambda-pack/model";
import { listOf } from "../../messages/list-of.ts";
import { shownId } from "../terminal/shown-id.ts";
import type { View } from "../terminal/view.ts";
import { tableLines } from "./table-lines.ts";
import type { Row } from "./table-lines.ts";
import { wrapText } from "../terminal/wrap-text.ts";

/** Every package in a row, and a last line with the sums. Ends in a line break. */
export function renderList(list: PackageList, view: View): string {
  const rows = list.packages.map((one) => rowOf(one, list));
  const header: Row = { cells: ["Size", "Retained", "Files"], name: "Package", last: "Required by" };
  const lines = [...tableLines(header, rows, view), "", ...sumLines(list, view)];
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

function rowOf(one: ListedPackage, list: PackageList): Row {
  const { id, paths, links, files, totalBytes, retainedBytes } = one;
  const places = [
    ...(paths.length === 1 ? [] : [counted(paths.length, "copy", "copies")]),
    ...(links.length === 0 ? [] : [counted(links.length, "link")]),
  ];
  return {
    cells: [formatSize(totalBytes), formatSize(retainedBytes), formatCount(files * paths.length)],
    name: `${shownId(id)}${places.length === 0 ? "" : ` (${places.join(", ")})`}`,
    last: requiredByText(one, list),
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
