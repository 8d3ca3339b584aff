import { semver } from "@lambda-pack/workspace";
import type { FileRules } from "./settings.ts";

/** The rules for one dependency: those of all keys that fit it, in the order in which they are written. */
export function fileRulesFor(
  rules: Readonly<Record<string, FileRules>>,
  { name, version }: { readonly name: string; readonly version: string },
): Required<FileRules> {
  const fitting = Object.entries(rules)
    .filter(([key]) => fits(parseDependencyKey(key), { name, version }))
    .map(([, rule]) => rule);
  return {
    include: fitting.flatMap(({ include }) => include ?? []),
    exclude: fitting.flatMap(({ exclude }) => exclude ?? []),
  };
}

export interface DependencyKey {
  /** `*` for every dependency. */
  readonly name: string;
  readonly range: string | undefined;
}

/** Takes `name`, `name@range` or `*` apart. The search starts at 1, because a scoped name begins with an `@` of its own. */
export function parseDependencyKey(key: string): DependencyKey {
  const at = key.indexOf("@", 1);
  return at === -1 ? { name: key, range: undefined } : { name: key.slice(0, at), range: key.slice(at + 1) };
}

/** Prereleases count, since the version is a given and not a choice. */
function fits(key: DependencyKey, { name, version }: { readonly name: string; readonly version: string }): boolean {
  if (key.name !== "*" && key.name !== name) return false;
  return key.range === undefined || semver.satisfies(version, key.range, { includePrerelease: true });
}
