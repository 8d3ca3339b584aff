import { counted, PackError } from "@lambda-pack/model";
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
      hint: "Fix what is listed; nothing was written.",
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
