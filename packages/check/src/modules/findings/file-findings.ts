import type { Finding, RuntimeBehaviour } from "@lambda-pack/model";
import { failureSeverity } from "./asked-in.ts";
import type { Owner } from "./owner.ts";
import type { ScannedFile } from "../scan-files.ts";

/** What is wrong with a file as a whole, where something loads it; and that it was not read, whatever loads it. */
export function fileFindings(
  { path, when, fault, unread }: ScannedFile,
  owner: Owner,
  { moduleDetection }: RuntimeBehaviour,
): readonly Finding[] {
  if (unread !== undefined) {
    return [{ kind: "file-not-checked", severity: "note", package: owner.label, path, reason: unread }];
  }
  const severity = failureSeverity(when);
  if (fault === undefined || severity === undefined || when === "never") return [];
  const place = { package: owner.label, path, line: fault.line };
  if (fault.kind === "syntax-error") return [{ kind: "syntax-error", ...place, reason: fault.reason, severity }];
  return [{ kind: "module-syntax", ...place, severity: moduleDetection === "unconfirmed" ? "warning" : severity }];
}
