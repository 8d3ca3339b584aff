import type { BundleFile } from "@lambda-pack/model";
import type { NamedClass } from "@lambda-pack/scan";
import { classOf } from "../rules/class-of.ts";
import { knownPackages } from "../rules/known-packages.ts";
import { namesForOthers } from "./open.ts";
import { isScript } from "../rules/is-script.ts";
import type { Keeper } from "./keeper.ts";

/** The code of third-party packages that have files of a class: whether it names one has to be read. */
export function listNaming(keeper: Keeper): readonly BundleFile[] {
  return keeper.packages.copies.flatMap(({ isOwn, files }) =>
    isOwn || files.every(({ path }) => classOf(path) === undefined) ? [] : files.filter(({ path }) => isScript(path)),
  );
}

/** Own code turns source maps on for all. */
export function listOwnCode(keeper: Keeper): readonly BundleFile[] {
  return keeper.packages.copies.flatMap(({ isOwn, files }) =>
    isOwn ? files.filter(({ path }) => isScript(path)) : [],
  );
}

/** Notes what the code of all packages names, whatever is reached. */
export function nameClasses(keeper: Keeper, classesAt: (path: string) => readonly NamedClass[]): void {
  for (const copy of keeper.packages.copies) {
    if (!copy.isOwn && knownPackages.some(({ name }) => name === copy.bundlePackage.name)) keeper.noteKnown(copy);
    for (const { path } of copy.files) {
      if (namesForOthers(copy, path)) continue;
      for (const each of classesAt(path)) keeper.name(copy, each, path);
    }
  }
}
