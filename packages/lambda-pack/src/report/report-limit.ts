import type { ReportLimit } from "./report.ts";

/** How much of a limit is used; bytes both. */
export function reportLimit(name: ReportLimit["name"], used: number, limit: number): ReportLimit {
  return { name, limit, used, share: used / limit };
}
