import type { Finding, RuntimeBehaviour } from "@lambda-pack/model";
import { failureSeverity } from "./asked-in.ts";
import type { Owner } from "./owner.ts";
import type { ScannedFile } from "../scan-files.ts";

/** What is wrong with a file as a whole, where something loads it. */
export function fileFindings(
  { path, when, fault }: ScannedFile,
  owner: Owner,
  { moduleDetection }: RuntimeBehaviour,
): readonly Finding[] {
  const severity = failureSeverity(when);
  if (fault === undefined || severity === undefined || when === "never") return [];
  const place = { package: owner.label, path, line: fault.line };
  if (fault.kind === "syntax-error") return [{ kind: "syntax-error", ...place, reason: fault.reason, severity }];
  return [{ kind: "module-syntax", ...place, severity: moduleDetection === "unconfirmed" ? "warning" : severity }];
}
