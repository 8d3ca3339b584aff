import micromatch from "micromatch";

import type { Candidate } from "./candidate.ts";
import type { ListOptions } from "./list-options.ts";

export interface Applied {
  readonly candidates: readonly Candidate[];
  /** What `exclude` names, whether or not the rules had left it out before. */
  readonly excluded: ReadonlySet<Candidate>;
  /** Patterns that matched nothing, in the order given. */
  readonly unused: readonly string[];
}

/** Brings back what `include` matches, then removes what `exclude` matches. A pattern with `!` undoes those beside it. */
export function applyPatterns(
  all: readonly Candidate[],
  selected: ReadonlySet<Candidate>,
  { include = [], exclude = [], bundled, importer }: ListOptions,
): Applied {
  const inclusion = patternSet(include);
  const exclusion = patternSet(exclude);
  const manifests = new Set(["package.json", ...(importer ? [] : bundled.map((path) => `${path}/package.json`))]);

  const brought = all.filter((each) => inclusion.matches(each.path) || selected.has(each));
  const excluded = new Set(all.filter(({ path }) => exclusion.matches(path)));
  const kept = brought.filter((each) => !excluded.has(each) || manifests.has(each.path));
  return { candidates: kept, excluded, unused: [...inclusion.unused(), ...exclusion.unused()] };
}

interface PatternSet {
  readonly matches: (path: string) => boolean;
  readonly unused: () => readonly string[];
}

function patternSet(patterns: readonly string[]): PatternSet {
  const used = new Set<string>();
  const rules = patterns.map((pattern) => {
    const negated = /^!(?!\()/.test(pattern);
    return {
      pattern,
      negated,
      matches: micromatch.matcher(plainPattern(negated ? pattern.slice(1) : pattern), { dot: true }),
    };
  });
  return {
    matches: (path) => {
      const hits = rules.filter((rule) => rule.matches(path));
      for (const { pattern } of hits) used.add(pattern);
      return hits.length > 0 && hits.every((rule) => !rule.negated);
    },
    unused: () => patterns.filter((pattern) => !used.has(pattern)),
  };
}

/** `./docs/` → `docs/**`. */
function plainPattern(pattern: string): string {
  const plain = pattern.replace(/^(?:\.?\/)+/, "");
  return plain.endsWith("/") ? `${plain}**` : plain;
}
