import type { Stats } from "node:fs";

import { isAbsent, systemCode } from "@lambda-pack/model";
import type { PackError, Problem } from "@lambda-pack/model";

import { fileUnreadable } from "../disk/file-errors.ts";
import { diskFileSystem } from "../disk/file-system.ts";
import { withSlashes } from "../disk/with-slashes.ts";
import { shownPath } from "./walk-options.ts";
import type { WalkOptions } from "./walk-options.ts";
import { pathInside, vcsFolders } from "./never-packed.ts";
import type { NeverPacked } from "./never-packed.ts";

export type LinkProblemKind = Extract<Problem, { target: string; path: string; package: string }>["kind"];

/** Where a link of a package leads, or why it is not followed. */
export type Followed =
  | { readonly kind: "target"; readonly real: string; readonly stats: Stats }
  | { readonly kind: "problem"; readonly problem: Problem }
  | { readonly kind: "fault"; readonly error: PackError };

/**
 * Follows a link that stays in the package or at least in the workspace, but never into a `node_modules` that is not
 * the package's content: what is there is another package.
 */
export function followLink(link: string, path: string, options: FollowOptions): Followed {
  const { list, never } = options;
  const fs = list.fs ?? diskFileSystem;
  let text = "";
  try {
    text = fs.readlinkSync(link);
    const real = withSlashes(fs.realpathSync(link), list.platform);
    if (!mayFollow(real, list, never)) return leftOut("link-leaves-package", text);
    return { kind: "target", real, stats: fs.statSync(real) };
  } catch (error) {
    if (isAbsent(error)) return leftOut("dangling-link", text);
    if (systemCode(error) === "ELOOP") return leftOut("link-loop", text);
    return { kind: "fault", error: fileUnreadable(shownPath(list, path), error) };
  }

  function leftOut(kind: LinkProblemKind, target: string): Followed {
    return { kind: "problem", problem: { kind, package: list.label, path, target } };
  }
}

interface FollowOptions {
  readonly list: WalkOptions;
  readonly never: NeverPacked;
}

function mayFollow(real: string, { dir, root }: WalkOptions, never: NeverPacked): boolean {
  const base = pathInside(dir, real) === undefined ? root : dir;
  const path = pathInside(base, real);
  if (path === undefined) return false;
  // Another importer's directory may be linked as such: it was asked for by the link, not met on the way.
  if (base === root)
    return !path
      .split("/")
      .some((name) => name === "node_modules" || name.startsWith(".lambda-pack") || vcsFolders.has(name));
  const names = path === "" ? [] : path.split("/");
  return !names.some((name, index) => never([dir, ...names.slice(0, index)].join("/"))(name));
}
