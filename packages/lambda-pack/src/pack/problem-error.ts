import { counted, PackError, problemSeverities, splitId } from "@lambda-pack/model";
import type { ReportProblem } from "../messages/description.ts";

/**
 * Why problems end a pack: there are errors, or under `--strict` warnings. Undefined where neither is so. The problems travel in
 * `details.problems`.
 */
export function problemError(
  target: string,
  problems: readonly ReportProblem[],
  strict: boolean,
): PackError | undefined {
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = strict ? problems.filter(({ severity }) => severity === "warning") : [];
  const details = { target, problems: [...errors, ...warnings] };
  if (errors.length > 0) {
    return new PackError("ERRORS_FOUND", `${target} has ${counted(errors.length, "error")}.`, {
      hint: `Fix what is listed; nothing was written.${exemptionHint(errors)}`,
      details,
    });
  }
  if (warnings.length === 0) return undefined;
  return new PackError(
    "PROBLEMS_UNDER_STRICT",
    `${target} has ${counted(warnings.length, "problem")}, and --strict allows none.`,
    { hint: "Fix what is listed, or pack without --strict; nothing was written.", details },
  );
}

/** Not for what the settings themselves make an error. */
function exemptionHint(errors: readonly ReportProblem[]): string {
  const first = errors.find(({ kind }) => problemSeverities[kind][0] === "error");
  if (first === undefined) return "";
  const name = "package" in first ? `:${splitId(first.package).name}` : "";
  return ` If the function runs all the same, pack with --problem ${first.kind}${name}=warning.`;
}
