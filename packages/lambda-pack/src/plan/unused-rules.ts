import { byCodeUnit, packageLabel, unfitFilePattern } from "@lambda-pack/model";
import type { PackageId, Problem, Selection } from "@lambda-pack/model";
import { fileRulesFor } from "../config/settings/file-rules.ts";
import type { FileRules } from "../config/settings/settings.ts";

/** One package after listing: the rules that it was listed by, and what came of them. */
export interface ListedPackage {
  readonly id: PackageId;
  readonly rules: Required<FileRules>;
  readonly problems: readonly Problem[];
}

/**
 * File rules for dependencies that change nothing: a key that fits no package of the bundle, or a pattern that fits no file
 * in any of the packages that it is for (in some of them is what a rule for `*` is expected to do).
 */
export function unusedRules(
  { packages, target }: Selection,
  listed: readonly ListedPackage[],
  rules: Readonly<Record<string, FileRules>>,
): readonly Problem[] {
  const dependencies = listed.filter(({ id }) => id !== target);
  const used = new Set(
    dependencies.flatMap((one) => patternsOf(one.rules).filter((pattern) => !isUnused(one, pattern))),
  );
  const asked = new Set(dependencies.flatMap((one) => patternsOf(one.rules)));
  const keys = Object.keys(rules).filter((key) =>
    dependencies.every(({ id }) => patternsOf(rulesOfKey(key, rules, packages.get(id)?.installed)).length === 0),
  );

  const self = packages.get(target)?.installed;
  const label = self === undefined ? "" : packageLabel(self);
  return [...keys, ...[...asked].filter((pattern) => !used.has(pattern))].toSorted(byCodeUnit).map((pattern) => ({
    kind: "unused-pattern",
    package: label,
    pattern,
    ...unfitFilePattern(pattern, { path: "", dir: "" }),
  }));
}

function patternsOf({ include, exclude }: Required<FileRules>): readonly string[] {
  return [...include, ...exclude];
}

function isUnused({ problems }: ListedPackage, pattern: string): boolean {
  return problems.some((problem) => problem.kind === "unused-pattern" && problem.pattern === pattern);
}

function rulesOfKey(
  key: string,
  rules: Readonly<Record<string, FileRules>>,
  installed: { readonly name: string; readonly version: string } | undefined,
): Required<FileRules> {
  const rule = rules[key];
  if (rule === undefined || installed === undefined) return { include: [], exclude: [] };
  return fileRulesFor({ [key]: rule }, installed);
}
