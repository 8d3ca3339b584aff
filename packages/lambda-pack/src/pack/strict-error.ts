import { PackError } from "@lambda-pack/model";
import type { ReportProblem } from "../messages/description.ts";

/** Why `--strict` ends a pack; undefined when there are only notes. The problems travel in `details.problems`. */
export function strictError(target: string, problems: readonly ReportProblem[]): PackError | undefined {
  const warnings = problems.filter(({ severity }) => severity === "warning");
  if (warnings.length === 0) return undefined;
  const count = warnings.length === 1 ? "is 1 problem" : `are ${warnings.length} problems`;
  return new PackError("PROBLEMS_UNDER_STRICT", `There ${count} in ${target}, and --strict allows none.`, {
    hint: "Solve what is listed, or pack without --strict; nothing was written.",
    details: { target, problems: warnings },
  });
}
