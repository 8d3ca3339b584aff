import type { Problem } from "@lambda-pack/model";

/** One note of what tools have left in all packages, in the place of the first one. */
export function groupLeftovers(problems: readonly Problem[]): readonly Problem[] {
  const leftOut = problems.flatMap((problem) => (problem.kind === "leftovers-left-out" ? problem.leftOut : []));
  const first = problems.find(({ kind }) => kind === "leftovers-left-out");
  return problems.flatMap((problem): readonly Problem[] => {
    if (problem.kind !== "leftovers-left-out") return [problem];
    return problem === first ? [{ kind: "leftovers-left-out", leftOut }] : [];
  });
}
