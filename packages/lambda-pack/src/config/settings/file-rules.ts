import { splitId } from "@lambda-pack/model";
import { semver } from "@lambda-pack/workspace";
import type { FileRules } from "./settings.ts";

/** The rules for one dependency: those of all keys that fit it, in the order in which they are written. */
export function fileRulesFor(
  rules: Readonly<Record<string, FileRules>>,
  { name, version }: { readonly name: string; readonly version: string },
): Required<FileRules> {
  const fitting = Object.entries(rules)
    .filter(([key]) => fitsPackage(key, { name, version }))
    .map(([, rule]) => rule);
  return {
    include: fitting.flatMap(({ include }) => include ?? []),
    exclude: fitting.flatMap(({ exclude }) => exclude ?? []),
  };
}

/** `*` stands for every dependency. Prereleases count, since the version is a given and not a choice. */
export function fitsPackage(
  text: string,
  { name, version }: { readonly name: string; readonly version: string },
): boolean {
  const key = splitId(text);
  if (key.name !== "*" && key.name !== name) return false;
  return key.reference === undefined || semver.satisfies(version, key.reference, { includePrerelease: true });
}
