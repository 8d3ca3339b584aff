import type { Finding, RuntimeBehaviour } from "@lambda-pack/model";
import type { ScannedFile, UnreadReason } from "@lambda-pack/scan";
import { failureSeverity } from "./asked-in.ts";
import type { Owner } from "./owner.ts";

/** What is wrong with a file as a whole, where something loads it; and that it was not read, whatever loads it. */
export function fileFindings(
  { path, when, fault, unread }: ScannedFile,
  owner: Owner,
  { moduleDetection }: RuntimeBehaviour,
): readonly Finding[] {
  if (unread !== undefined) return [fileNotChecked(path, unread, owner)];
  const severity = failureSeverity(when);
  if (fault === undefined || severity === undefined || when === "never") return [];
  const place = { package: owner.label, path, line: fault.line };
  if (fault.kind === "syntax-error") return [{ kind: "syntax-error", ...place, reason: fault.reason, severity }];
  return [{ kind: "module-syntax", ...place, severity: moduleDetection === "unconfirmed" ? "warning" : severity }];
}

/** Own files can be changed or left out; generated files of others, which are read by nobody, would only be noise. */
export function fileNotChecked(path: string, reason: UnreadReason, owner: Pick<Owner, "label" | "isOwn">): Finding {
  return {
    kind: "file-not-checked",
    severity: owner.isOwn ? "warning" : "note",
    package: owner.label,
    path,
    reason,
  };
}
