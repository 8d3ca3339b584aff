import { isDeepStrictEqual } from "node:util";
import type { Outcome } from "../compatibility/outcome.ts";

/** What the handler answers in one place. */
export interface Answer {
  readonly modules: readonly AskedModule[];
  readonly shared: readonly SharedModule[];
  readonly packages: readonly FoundPackage[];
  /** What the target's own code answered. */
  readonly call?: unknown;
}

export interface AskedModule {
  readonly name: string;
  readonly version?: string;
  readonly exports?: readonly string[];
  /** Why it could not be loaded, as an error's code. */
  readonly failure?: string;
}

/** A module that two packages need, and whether both get one object. */
export interface SharedModule {
  readonly module: string;
  readonly by: string;
  readonly same: boolean;
}

/** One real directory, and where its dependencies lead: places in the list, of which the first is the target. */
export interface FoundPackage {
  readonly package: string;
  readonly needs: Readonly<Record<string, { readonly to: number; readonly optional: boolean }>>;
}

/** How a bundle differs from what is in place, in sentences; none where both are the same to every module. */
export interface Comparison {
  readonly faults: readonly string[];
  /** Optional dependencies that are there in place alone: those for other machines. */
  readonly leftOut: readonly string[];
  readonly edges: number;
}

/** What a handler answers out of a bundle must be what it answers in place, but for where things lie. */
export function compareAnswers(inPlace: Answer, outcome: Outcome): Comparison {
  if ("failure" in outcome) return { faults: [`the handler fails: ${outcome.failure}`], leftOut: [], edges: 0 };
  const inBundle = outcome.answer as Answer;
  const { faults, leftOut, edges } = comparePackages(inPlace.packages, inBundle.packages);
  const others = [
    ...inPlace.modules.flatMap((module, index) => differing(module.name, module, inBundle.modules[index])),
    ...inPlace.shared.flatMap((shared, index) =>
      differing(`${shared.module} of ${shared.by}`, shared, inBundle.shared[index]),
    ),
    ...differing("the package's own code", inPlace.call, inBundle.call),
  ];
  return { faults: [...faults, ...others], leftOut, edges };
}

function differing(name: string, inPlace: unknown, inBundle: unknown): readonly string[] {
  if (isDeepStrictEqual(inPlace, inBundle)) return [];
  return [`${name} answers ${JSON.stringify(inBundle)}, and in place ${JSON.stringify(inPlace)}`];
}

/**
 * Walks both at once, from the target on: each edge must lead to the same version, and what is one directory in place must be
 * one in the bundle. The reverse may differ, since equal duplicates become one.
 */
export function comparePackages(inPlace: readonly FoundPackage[], inBundle: readonly FoundPackage[]): Comparison {
  const counterparts = new Map([[0, 0]]);
  const faults: string[] = [];
  const leftOut = new Set<string>();
  let edges = 0;
  // A Map also visits what is added while it is walked.
  for (const [at, bundleAt] of counterparts) {
    const from = labelOf(inPlace, at);
    const bundled = inBundle[bundleAt]?.needs ?? {};
    for (const [name, { to, optional }] of Object.entries(inPlace[at]?.needs ?? {})) {
      edges += 1;
      const expected = labelOf(inPlace, to);
      const found = bundled[name]?.to;
      if (found === undefined && optional) leftOut.add(expected);
      else if (found === undefined) faults.push(`${from} does not find ${name}, which is ${expected} in place`);
      else if (labelOf(inBundle, found) !== expected) {
        faults.push(`${from} finds ${labelOf(inBundle, found)} as ${name}, which is ${expected} in place`);
      } else if ((counterparts.get(to) ?? found) !== found) {
        faults.push(`${from} finds a second directory of ${expected}, which is one in place`);
      } else counterparts.set(to, found);
    }
  }
  return { faults, leftOut: [...leftOut].toSorted(), edges };
}

function labelOf(packages: readonly FoundPackage[], at: number): string {
  return packages[at]?.package ?? "nothing";
}
