import { slashedGlob } from "@lambda-pack/model";

import type { Candidate } from "../walk/candidate.ts";
import type { ListOptions } from "./list-options.ts";
import { matcherOf } from "./matcher-of.ts";
import type { Selected } from "./select-candidates.ts";

export interface Applied {
  /** Ordered by path. */
  readonly candidates: readonly Candidate[];
  /** Whether something that the rules left out stays so, and no pattern of `exclude` names it. */
  readonly isLeftOut: (candidate: Candidate) => boolean;
  /** Patterns that matched nothing, in the order given. */
  readonly unused: readonly string[];
  /** Patterns of `include` of which `exclude` leaves out all that they match, in the order given. */
  readonly overruled: readonly string[];
  /** Patterns of `exclude` that match nothing but what always stays. */
  readonly powerless: readonly string[];
}

/** Brings back what `include` matches, then removes what `exclude` matches. A pattern with `!` undoes those beside it. */
export function applyPatterns(
  all: readonly Candidate[],
  { candidates }: Pick<Selected, "candidates">,
  { include = [], exclude = [], bundled, importer }: ListOptions,
): Applied {
  // What the rules leave out is then never packed: it does not matter which candidates these are.
  if (include.length === 0 && exclude.length === 0)
    return { candidates, isLeftOut: () => true, unused: [], overruled: [], powerless: [] };
  const selected = new Set(candidates);
  const inclusion = patternSet(include);
  const exclusion = patternSet(exclude);
  const manifests = new Set(["package.json", ...(importer ? [] : bundled.map((path) => `${path}/package.json`))]);

  const included = all.filter((each) => inclusion.matches(each.path) || selected.has(each));
  const excluded = new Set(all.filter(({ path }) => exclusion.matches(path)));
  const kept = included.filter((each) => !excluded.has(each) || manifests.has(each.path));
  const packed = new Set(kept);
  return {
    candidates: kept,
    isLeftOut: (each) => !packed.has(each) && !excluded.has(each),
    unused: [...inclusion.unused(), ...exclusion.unused()],
    overruled: inclusion.without(({ path }) => !exclusion.matches(path) || manifests.has(path), all),
    powerless: exclusion.without(({ path }) => !manifests.has(path), all),
  };
}

interface PatternSet {
  readonly matches: (path: string) => boolean;
  readonly unused: () => readonly string[];
  /** Patterns that match something, but nothing for which `isLeft` holds. */
  readonly without: (isLeft: (candidate: Candidate) => boolean, all: readonly Candidate[]) => readonly string[];
}

function patternSet(patterns: readonly string[]): PatternSet {
  const used = new Set<string>();
  const rules = patterns.map((pattern) => {
    const negated = /^!(?!\()/u.test(pattern);
    return {
      pattern,
      negated,
      matches: matcherOf(plainPattern(negated ? pattern.slice(1) : pattern)),
    };
  });
  return {
    matches: (path) => {
      const hits = rules.filter((rule) => rule.matches(path));
      for (const { pattern } of hits) used.add(pattern);
      return hits.length > 0 && hits.every((rule) => !rule.negated);
    },
    unused: () => patterns.filter((pattern) => !used.has(pattern)),
    without: (isLeft, all) => {
      const met = rules
        .filter(({ negated }) => !negated)
        .map(({ pattern, matches }) => ({ pattern, hits: all.filter(({ path }) => matches(path)) }));
      return met.flatMap(({ pattern, hits }) => (hits.length > 0 && !hits.some(isLeft) ? pattern : []));
    },
  };
}

/** `./docs/` → `docs/**`, and so with backslashes. */
function plainPattern(pattern: string): string {
  const plain = slashedGlob(pattern).replace(/^(?:\.?\/)+/u, "");
  return plain.endsWith("/") ? `${plain}**` : plain;
}
