import { posix } from "node:path";
import { parentOf } from "@lambda-pack/model";
import type { ComputedName } from "@lambda-pack/scan";
import type { KeptReason } from "../trim-plan.ts";
import { classOf } from "../rules/class-of.ts";
import type { PackageCopy } from "./packages-of.ts";
import type { Keeper } from "./keeper.ts";
import type { OpenedAt } from "./opened-at.ts";

/**
 * What a name that is put together may lead to:
 * 1. one that is known after all: what it leads to, required or imported;
 * 2. one that begins with a path: all files of the package that begin so;
 * 3. one that begins as a package's name: each dependency whose name fits, whole; that of own packages as well;
 * 4. any other: the whole package, and all that it depends on.
 */
export function openName(
  keeper: Keeper,
  copy: PackageCopy,
  opened: OpenedAt<ComputedName> & { readonly isLoaded: boolean },
): void {
  const { from, opening, why, named, isLoaded } = opened;
  const { prefix, line, by } = opening;
  if (opening.exact === true) {
    keeper.follow({ specifier: prefix, by, from }, line, isLoaded);
    keeper.follow({ specifier: prefix, by: by === "require" ? "import" : "require", from }, line, isLoaded);
    return;
  }
  if (prefix.startsWith("node:")) return;
  if (/^\.{1,2}\//u.test(prefix) && openFolder(keeper, copy, opened)) return;
  if (isPackageStart(prefix)) {
    const fits = (name: string): boolean => name.startsWith(prefix) || prefix.startsWith(`${name}/`);
    for (const each of [copy, ...keeper.packages.copies.filter(({ isOwn }) => isOwn)])
      keeper.keepEdges(each, (edge) => (fits(edge.name) ? named : undefined));
    if (fits(copy.bundlePackage.name)) keeper.keepWhole(copy, why);
    return;
  }
  keeper.keepWhole(copy, why);
  keeper.keepEdges(copy, () => named);
  // A package that the application has installed for it is found by hoisting, declared or not.
  if (!copy.isOwn) keeper.noteNamed(named);
}

/** Whether the prefix stays inside of the package, so that files are all that it can lead to. */
function openFolder(keeper: Keeper, copy: PackageCopy, { from, opening, why }: OpenedAt<ComputedName>): boolean {
  const { prefix, line } = opening;
  const start = posix.join(parentOf(from) || ".", prefix);
  const root = copy.place === "" ? "" : `${copy.place}/`;
  if (/^\.\.(?:\/|$)/u.test(start) || (root !== "" && !start.startsWith(root))) return false;
  if (copy.isOwn) return true;
  if (start === root) {
    keeper.keepWhole(copy, why);
    return true;
  }
  const reason: KeptReason = { kind: "prefix", from, line, prefix };
  for (const { path } of copy.files)
    if (path.startsWith(start === "./" ? "" : start) && classOf(path) === undefined) keeper.load(path, reason);
  return true;
}

/** `pg-`, `@scope/plugin-`: no path, no `#name`, no URL. */
function isPackageStart(prefix: string): boolean {
  return /^@?[a-z\d]/iu.test(prefix) && !prefix.includes(":");
}
