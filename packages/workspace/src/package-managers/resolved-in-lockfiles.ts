import { packageLabel, splitId } from "@lambda-pack/model";
import type { Lockfile, ResolvedDependencies } from "@lambda-pack/model";
import { semver } from "../semver.ts";

/**
 * What a lockfile that lists the dependencies of every package says of each: `knex@1.0.0` → all that it gets. Left out are
 * packages without a version of their own, which may have changed since.
 */
export function resolvedInLockfiles(lockfiles: readonly Lockfile[]): ReadonlyMap<string, ResolvedDependencies> {
  const resolvedDependencies = new Map<string, Map<string, "dependencies">>();
  const namesOf = (label: string): Map<string, "dependencies"> => {
    const names = resolvedDependencies.get(label) ?? new Map<string, "dependencies">();
    resolvedDependencies.set(label, names);
    return names;
  };
  for (const { locked } of lockfiles) {
    for (const [key, packages] of locked) {
      const [dependent = "", name] = key.split(" > ");
      if (name !== undefined) namesOf(dependent).set(name, "dependencies");
      else for (const { version } of packages) namesOf(packageLabel({ name: key, version }));
    }
  }
  const versioned = [...resolvedDependencies].filter(
    ([label]) => semver.valid(splitId(label).reference ?? "") !== null,
  );
  return new Map(versioned.map(([label, names]) => [label, { names, exhaustive: true }]));
}
