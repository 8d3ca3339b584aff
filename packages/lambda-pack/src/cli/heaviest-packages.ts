import { byCodeUnit } from "@lambda-pack/model";
import type { ReportPackage } from "../report.ts";

/** The packages with the most bytes of their own, heaviest first; ties by id. */
export function heaviestPackages(packages: readonly ReportPackage[], count: number): readonly ReportPackage[] {
  return packages.toSorted((a, b) => b.bytes - a.bytes || byCodeUnit(a.id, b.id)).slice(0, count);
}
