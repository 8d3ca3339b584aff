import { posix } from "node:path";
import { parentOf } from "@lambda-pack/model";
import type { BesidePath } from "@lambda-pack/scan";
import { findRequiredPath } from "@lambda-pack/scan";
import type { KeptReason } from "../trim-plan.ts";
import { classOf } from "../rules/class-of.ts";
import type { PackageCopy } from "./packages-of.ts";
import type { Keeper } from "./keeper.ts";
import type { OpenedAt } from "./opened-at.ts";

/**
 * What a path that begins at a file leads to:
 * 1. to a file: that one, and as `require` finds it;
 * 2. to a folder of the package: all below it; to the package's own directory, or with something unknown behind the file's own
 *    directory: the whole package;
 * 3. out of the package: also the package that it leads into, or what own packages depend on, since who climbs so far looks for the
 *    application;
 * 4. to nothing that is there: whatever begins so.
 */
export function openBeside(
  keeper: Keeper,
  copy: PackageCopy,
  { from, opening, why, named }: OpenedAt<BesidePath>,
): void {
  const { path, open, line } = opening;
  const base = posix.join(parentOf(from) || ".", path);
  const root = copy.place === "" ? "." : copy.place;
  const isInside =
    root === "." ? !/^\.\.(?:\/|$)/u.test(base) : base === root || base === `${root}/` || base.startsWith(`${root}/`);
  if (!isInside) {
    keeper.keepWhole(copy, why);
    const other = keeper.packages.at(base);
    if (other !== undefined && !other.isOwn) keeper.keepWhole(other, named);
    else keeper.noteNamed(named);
    return;
  }
  const plain = base.replace(/\/$/u, "");
  // Own files are kept in any case; what lies in a `node_modules` below them is not theirs.
  if (copy.isOwn && !`/${base}`.includes("/node_modules/")) return;
  const isOwnFolder = open && (plain === parentOf(from) || plain === root) && (base.endsWith("/") || path === ".");
  if (plain === root || isOwnFolder || (path === "." && !open)) {
    keeper.keepWhole(copy, why);
    return;
  }
  const reason: KeptReason = { kind: "beside", from, line, path };
  const { tree } = keeper.source.resolver;
  const exact = open ? [] : [tree.realPath(plain), findRequiredPath(keeper.source.resolver, plain)];
  const files = new Set(exact.filter((each) => each !== undefined && tree.fileAt(each) !== undefined));
  for (const each of files) if (each !== undefined) keeper.load(each, reason);
  const isFolder = tree.kindOf(plain) === "directory";
  if (!open && files.size > 0 && !isFolder) return;
  const start = isFolder && !open ? `${plain}/` : base;
  const copies = copy.isOwn ? keeper.packages.copies : [copy];
  for (const { path: each } of copies.flatMap(({ files: all }) => all)) {
    if (each.startsWith(start) && classOf(each) === undefined) keeper.load(each, reason);
  }
}
