import { matcherOf } from "@lambda-pack/archive";
import { PackError, pathInside } from "@lambda-pack/model";
import type { Bundle } from "@lambda-pack/model";
import type { IncludedFiles, TrimOptions } from "@lambda-pack/trim";
import type { TrimOption } from "../../config/resolve-trim.ts";
import { splitInclude } from "../../config/settings/check-trim.ts";
import { didYouMean } from "../../messages/did-you-mean.ts";

/** The setting as the trim takes it. Throws for a name that no third-party package of the bundle has. */
export function trimOptions(
  { mode, whole, include, reachable, isShared }: TrimOption,
  bundle: Bundle,
  label: string,
): TrimOptions {
  const { packages } = bundle;
  const files = include.flatMap(includedFiles);
  const names = new Map([
    ...whole.map((name) => [name, "trim.whole"] as const),
    ...reachable.map((name) => [name, "trim.reachable"] as const),
    ...files.map(({ name }) => [name, "trim.include"] as const),
  ]);
  const own = new Set([...packages.values()].flatMap(({ importer, name }) => (importer ? name : [])));
  const others = new Set([...packages.values()].flatMap(({ importer, name }) => (importer ? [] : name)));
  const unknown = isShared ? undefined : [...names].find(([name]) => !others.has(name));
  if (unknown !== undefined) throw unknownName(unknown, { label, isOwn: own.has(unknown[0]), others: [...others] });
  const unfit = isShared ? undefined : files.find((each) => !fitsSomething(each, bundle));
  if (unfit !== undefined) throw unfitPattern(unfit, label);
  return { mode: mode === "reachable" ? mode : "files", whole, include: files, reachable };
}

function fitsSomething({ name, matches }: IncludedFiles, { entries, places, packages }: Bundle): boolean {
  return entries.some(({ kind, path, place }) => {
    const id = places.get(place);
    const isOf = kind === "file" && id !== undefined && packages.get(id)?.name === name;
    return isOf && matches(pathInside(place, path));
  });
}

function unfitPattern({ pattern, name }: IncludedFiles, label: string): PackError {
  return new PackError(
    "CONFIG_INVALID",
    `trim.include has ${pattern}, and ${name} has no such file in the bundle of ${label}.`,
    {
      hint: "Correct the glob, which begins in the package's directory, or remove it from trim.include.",
      details: { setting: "trim.include", pattern },
    },
  );
}

function includedFiles(pattern: string): readonly IncludedFiles[] {
  const split = splitInclude(pattern);
  return split === undefined ? [] : [{ pattern, name: split.name, matches: matcherOf(split.glob) }];
}

function unknownName(
  [name, setting]: readonly [string, string],
  { label, isOwn, others }: { readonly label: string; readonly isOwn: boolean; readonly others: readonly string[] },
): PackError {
  const message = isOwn
    ? `${setting} names ${name}, which is a package of the workspace: these are never trimmed.`
    : `${setting} names ${name}, which is not in the bundle of ${label}${didYouMean(name, others)}.`;
  return new PackError("CONFIG_INVALID", message, {
    hint: `Remove it from ${setting}, or correct the name.`,
    details: { setting, name },
  });
}
