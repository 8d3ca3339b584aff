import { counted, formatSize } from "@lambda-pack/model";
import type { Report, ReportPackage } from "../../report/report.ts";
import { printable } from "./printable.ts";
import type { View } from "./view.ts";
import { wrapText } from "./wrap-text.ts";

/** Every package with its weight, the path that brought it, and where it lies in the bundle. */
export function renderPackages({ packages }: Report, view: View): readonly string[] {
  return ["Every package, what brought it, and where it lies:", ...packages.flatMap((one) => packageLines(one, view))];
}

function packageLines(
  { id, bytes, files, requiredBy, paths }: ReportPackage,
  { width, colors }: View,
): readonly string[] {
  const weight = `${formatSize(bytes)}, ${counted(files, "file")}`;
  const path = requiredBy.map(printable).join(" > ");
  return [
    `  ${colors.bold(printable(id))}  ${colors.dim(weight)}`,
    ...wrapText(path, width - 4).map((line) => `    ${line}`),
    ...paths.map((place) => colors.dim(`    in ${printable(place)}`)),
  ];
}
