import { counted, formatSize } from "@lambda-pack/model";
import type { Report, ReportPackage } from "../../report/report.ts";
import { printable } from "./printable.ts";
import type { View } from "./view.ts";
import { wrapText } from "./wrap-text.ts";

/** Every package with its size, the path to it, and where it lies in the bundle. */
export function renderPackages({ packages }: Report, view: View): readonly string[] {
  return [
    "All packages, with their dependency paths and places:",
    ...packages.flatMap((one) => packageLines(one, view)),
  ];
}

function packageLines(
  { id, bytes, files, requiredBy, paths, links }: ReportPackage,
  { width, colors }: View,
): readonly string[] {
  const size = `${formatSize(bytes)}, ${counted(files, "file")}`;
  const path = requiredBy.map(printable).join(" > ");
  return [
    `  ${colors.bold(printable(id))}  ${colors.dim(size)}`,
    ...wrapText(path, width - 4).map((line) => `    ${line}`),
    ...paths.map((place) => colors.dim(`    in ${printable(place)}`)),
    ...links.map((place) => colors.dim(`    linked from ${printable(place)}`)),
  ];
}
