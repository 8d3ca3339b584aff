import type { Finding } from "@lambda-pack/model";
import { failureSeverity } from "./asked-in.ts";
import type { Owner } from "./owner.ts";
import type { ScannedFile } from "../scan-files.ts";

/** What is wrong with a file as a whole, where something loads it. */
export function fileFindings({ path, when, fault }: ScannedFile, owner: Owner, major: number): readonly Finding[] {
  const severity = failureSeverity(when);
  if (fault === undefined || severity === undefined || when === "never") return [];
  const place = { package: owner.label, path, line: fault.line };
  if (fault.kind === "syntax-error") return [{ kind: "syntax-error", ...place, reason: fault.reason, severity }];
  return [{ kind: "module-syntax", ...place, severity: certain(major) ? severity : "warning" }];
}

/**
 * Of these runtimes it is known that they do not look into a file to find out whether it is an ES module: Node.js 18 and older
 * cannot, and for `nodejs22.x` AWS says so. Others may.
 */
function certain(major: number): boolean {
  return major <= 18 || major === 22;
}
