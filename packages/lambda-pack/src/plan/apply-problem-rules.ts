import { findingSeverities, problemSeverities } from "@lambda-pack/model";
import type { FindingKind, Problem, ProblemKind, Severity } from "@lambda-pack/model";
import { findProblemRule } from "../config/settings/problem-rules.ts";
import type { ProblemRule } from "../config/settings/problem-rules.ts";
import { describeProblem } from "../messages/describe-problem.ts";
import type { ReportProblem } from "../messages/description.ts";

interface Judgeable {
  readonly kind: ProblemKind | FindingKind;
  readonly severity: Severity;
  readonly package?: string;
}

export interface RuledProblems<Found> {
  /** In the order given, with the severities of the rules; then what is said of the rules themselves. */
  readonly problems: readonly (Found | ReportProblem)[];
  /** How many the rules have turned off. */
  readonly suppressed: number;
}

export interface RuleRequest {
  readonly rules: readonly ProblemRule[];
  /** `name@version` of the target, whose are all problems that name no package. */
  readonly target: string;
  /** Whether such problems have been looked for: a rule for others is not judged. */
  readonly isSought: (kind: ProblemRule["kind"]) => boolean;
}

/** Gives problems and findings the severities that the settings say, and reports exemptions that nothing needs any more. */
export function applyProblemRules<Found extends Judgeable>(
  found: readonly Found[],
  { rules, target, isSought }: RuleRequest,
): RuledProblems<Found> {
  const used = new Set<ProblemRule>();
  const apply = <Each extends Judgeable>(each: Each): readonly Each[] => {
    const rule = findProblemRule(rules, each.kind, each.package ?? target);
    if (rule === undefined) return [each];
    used.add(rule);
    return rule.severity === "off" ? [] : [{ ...each, severity: rule.severity }];
  };
  const ruled = found.flatMap(apply);
  const unused = rules.filter((rule) => !used.has(rule) && !rule.shared && isSought(rule.kind) && isExemption(rule));
  const about = unused.map((rule) => describeProblem(unusedRule(rule, target))).flatMap(apply);
  return { problems: [...ruled, ...about], suppressed: found.length - ruled.length };
}

const ranks = { off: 0, note: 1, warning: 2, error: 3 } as const;

/** What makes problems more severe is meant for those that may come. */
function isExemption({ kind, severity }: ProblemRule): boolean {
  const [most] = { ...problemSeverities, ...findingSeverities }[kind];
  return kind !== "unused-problem-setting" && ranks[severity] < ranks[most];
}

function unusedRule(rule: ProblemRule, target: string): Problem {
  const setting = rule.package === "*" ? rule.kind : `${rule.kind}:${rule.package}`;
  return { kind: "unused-problem-setting", package: target, setting };
}
