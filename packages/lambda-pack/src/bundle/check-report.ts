import type { DescribedFinding } from "../messages/describe-finding.ts";
import type { ReportProblem } from "../messages/description.ts";
import type { ReportLimit, ReportPlatform } from "../report/report.ts";

/** The findings of a check of one bundle. Plain JSON; within one `schemaVersion`, fields are only added. */
export interface CheckReport {
  readonly schemaVersion: 2;
  readonly bundle: CheckedBundle;
  readonly platform: ReportPlatform;
  /** Absent where none is set: then only what the target's main file loads is known to be loaded. */
  readonly handler?: string;
  /** Those of other functions that the bundle is for; only where there are some. */
  readonly otherHandlers?: readonly string[];
  /** Those that could be measured: `zipped` only of a zip. */
  readonly limits: readonly ReportLimit[];
  readonly counts: { readonly errors: number; readonly warnings: number; readonly notes: number };
  /** How many findings the setting `problems` has turned off. */
  readonly suppressed: number;
  /** Those of the target first, then of other packages of the workspace, then of all others, the most severe first; in each likewise. */
  readonly findings: readonly CheckFinding[];
}

export interface CheckedBundle {
  readonly origin: "workspace" | "zip";
  /** What was asked for: the package's name, or the zip's path as it was given. */
  readonly label: string;
  /** `name@version` of the target, or its name alone. */
  readonly target: string;
  readonly packages: number;
  /** Files and links, all copies counted. */
  readonly files: number;
}

/** What a check finds in the bundle, or a problem that a pack would report. */
export type CheckFinding = DescribedFinding | ReportProblem;
