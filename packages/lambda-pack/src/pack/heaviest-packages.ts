import { byCodeUnit } from "@lambda-pack/model";
import type { ReportPackage } from "../report/report.ts";

/** The packages with the most bytes, all copies counted, heaviest first; ties by id. */
export function heaviestPackages(packages: readonly ReportPackage[], count: number): readonly ReportPackage[] {
  return packages.toSorted((a, b) => weightOf(b) - weightOf(a) || byCodeUnit(a.id, b.id)).slice(0, count);
}

/** Bytes of all copies of a package. */
export function weightOf({ bytes, paths }: ReportPackage): number {
  return bytes * paths.length;
}
