import { pathBelow } from "@lambda-pack/model";
import { splitSpecifier } from "@lambda-pack/scan";
import type { Opening } from "@lambda-pack/scan";
import type { WholeReason } from "../trim-plan.ts";
import type { Keeper } from "./keeper.ts";
import type { OpenedAt } from "./opened-at.ts";
import type { PackageCopy } from "./packages-of.ts";

type Elsewhere = Extract<Opening, { readonly kind: "elsewhere" }>;
type DirectoryOf = Extract<Opening, { readonly kind: "directory-of" }>;

/**
 * What is looked up from another place than the file:
 * 1. a name that is known: as the file itself and each own package find it, and each copy of it, with its whole package, since it is
 *    mostly a directory that is looked for;
 * 2. any other: as a name that is computed, and what the application has for it.
 */
export function lookElsewhere(
  keeper: Keeper,
  copy: PackageCopy,
  { from, opening, why, named }: OpenedAt<Elsewhere>,
): void {
  const { name, line } = opening;
  if (name === undefined) {
    keeper.keepWhole(copy, why);
    keeper.keepEdges(copy, () => named);
    keeper.noteNamed(named);
    return;
  }
  const places = new Set([from, ...placesOf(keeper, name).map((place) => pathBelow(place, "package.json"))]);
  for (const at of places) {
    for (const path of keeper.resolve({ specifier: name, by: "require", from: at })) {
      keeper.load(path, { kind: "imported", from, line, specifier: name });
      keepOwnerOf(keeper, path, named);
    }
  }
}

/** From where a name may be looked up: own packages, and wherever a package of that name lies. */
function placesOf({ packages }: Keeper, name: string): readonly string[] {
  return packages.copies.flatMap(({ place, bundlePackage, isOwn }) => {
    if (isOwn) return place;
    const isNamed = bundlePackage.name === splitSpecifier(name)?.name;
    return isNamed ? place.slice(0, Math.max(0, place.lastIndexOf("node_modules/") - 1)) : [];
  });
}

/** The whole package that a module lies in, whose directory is taken; and what it depends on, where that is looked up from there. */
export function takeDirectory(keeper: Keeper, { specifier, by, line, what, loads }: DirectoryOf, from: string): void {
  for (const path of keeper.follow({ specifier, by, from }, line)) {
    keepOwnerOf(keeper, path, { kind: "directory-taken", from, line, specifier });
    const owner = keeper.packages.ofFile(path);
    if (loads === true && owner !== undefined)
      keeper.keepEdges(owner, () => ({ kind: "named-elsewhere", from, line, what }));
  }
}

function keepOwnerOf(keeper: Keeper, path: string, reason: WholeReason): void {
  const owner = keeper.packages.ofFile(path);
  if (owner !== undefined) keeper.keepWhole(owner, reason);
}
