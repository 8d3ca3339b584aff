import { counted, PackError } from "@lambda-pack/model";
import type { ReportProblem } from "../messages/description.ts";

/** Why `--strict` ends a pack; undefined when there are only notes. The problems travel in `details.problems`. */
export function strictError(target: string, problems: readonly ReportProblem[]): PackError | undefined {
  const warnings = problems.filter(({ severity }) => severity === "warning");
  if (warnings.length === 0) return undefined;
  const count = counted(warnings.length, "problem");
  return new PackError("PROBLEMS_UNDER_STRICT", `${target} has ${count}, and --strict allows none.`, {
    hint: "Fix what is listed, or pack without --strict; nothing was written.",
    details: { target, problems: warnings },
  });
}
