import type { CheckReport } from "../src/bundle/check-report.ts";
import { describeFinding } from "../src/messages/describe-finding.ts";
import { describeProblem } from "../src/messages/describe-problem.ts";
import { sampleFindings } from "./sample-findings.ts";
import { sampleProblems } from "./sample-problems.ts";

/** Findings of the target, of a package of the workspace and of one of others, and a problem of the pack. */
export const sampleCheck: CheckReport = {
  schemaVersion: 2,
  bundle: { origin: "workspace", label: "database", target: "database@1.0.0", packages: 41, files: 2787 },
  platform: { runtime: "nodejs22.x", arch: "x64" },
  handler: "main.handler",
  limits: [{ name: "unzipped", limit: 262_144_000, used: 5_872_025, share: 0.0224 }],
  counts: { errors: 2, warnings: 1, notes: 1 },
  suppressed: 0,
  findings: [
    describeFinding(sampleFindings["handler-not-exported"]),
    describeProblem(sampleProblems["unknown-runtime"]),
    describeFinding(sampleFindings["unresolved-import"]),
    describeFinding(sampleFindings["engines-mismatch"]),
  ],
};

/** A zip in which nothing is found, and for which no handler is known. */
export const emptyCheck: CheckReport = {
  schemaVersion: 2,
  bundle: { origin: "zip", label: "dist/database.zip", target: "database@1.0.0", packages: 1, files: 2 },
  platform: { runtime: "nodejs22.x", arch: "arm64" },
  limits: [
    { name: "unzipped", limit: 262_144_000, used: 1000, share: 1000 / 262_144_000 },
    { name: "zipped", limit: 52_428_800, used: 52_428_800, share: 1 },
  ],
  counts: { errors: 0, warnings: 0, notes: 0 },
  suppressed: 0,
  findings: [],
};
