import { splitId } from "@lambda-pack/model";
import type { FindingKind, ProblemKind, Severity } from "@lambda-pack/model";
import { fitsPackage } from "./file-rules.ts";
import type { ProblemSettings } from "./settings.ts";

/** How severe problems or findings of one kind are in packages of one name; `off` reports none. */
export interface ProblemRule {
  readonly kind: ProblemKind | FindingKind;
  /** A name, `name@range`, or `*` for all packages that no other rule of the kind is for. */
  readonly package: string;
  readonly severity: Severity | "off";
  /** It is for several packages, so that it may be of use elsewhere where it fits nothing. */
  readonly shared: boolean;
}

/** The settings of one place, from the weakest to the strongest. */
export interface ProblemLayer {
  readonly problems: ProblemSettings | undefined;
  readonly shared: boolean;
}

/**
 * The rules of all places: a severity for all packages (alone or under `*`) replaces all that weaker places say of the kind; one for a
 * package is added to it, and replaces what they say of the same package.
 */
export function mergeProblemRules(layers: readonly ProblemLayer[]): readonly ProblemRule[] {
  let rules: readonly ProblemRule[] = [];
  for (const { problems = {}, shared } of layers) {
    for (const [kind, value] of Object.entries(problems)) {
      const own = typeof value === "string" ? { "*": value } : value;
      const stays = (rule: ProblemRule) => rule.kind !== kind || !("*" in own || Object.hasOwn(own, rule.package));
      rules = [
        ...rules.filter(stays),
        ...Object.entries(own).map(([name, severity]) => ({
          kind: kind as ProblemRule["kind"],
          package: name,
          severity,
          shared,
        })),
      ];
    }
  }
  return rules;
}

/** The rule for a kind in a package: one for the name and version comes before one for the name, and that before `*`. */
export function findProblemRule(rules: readonly ProblemRule[], kind: string, id: string): ProblemRule | undefined {
  const { name, reference: version = "0.0.0" } = splitId(id);
  const fitting = rules.filter((rule) => rule.kind === kind && fitsPackage(rule.package, { name, version }));
  const rankOf = ({ package: key }: ProblemRule) => (key === "*" ? 2 : splitId(key).reference === undefined ? 1 : 0);
  return fitting.toSorted((a, b) => rankOf(a) - rankOf(b))[0];
}
