import { posix } from "node:path";

import type { Manifest } from "@lambda-pack/model";

import { pathInside } from "../walk/never-packed.ts";

/**
 * Whether a path of a package is one of its commands. Package managers make these executable when they link them, but not
 * all of them in every layout: a bundle that has them so in any case does not depend on who installed it.
 */
export function isCommand({ bin, binDirectory }: Pick<Manifest, "bin" | "binDirectory">): (path: string) => boolean {
  const named = bin.map(insidePackage);
  if (named.length > 0 || binDirectory === undefined) return (path) => named.includes(path);
  const folder = insidePackage(binDirectory);
  return (path) => {
    const below = pathInside(folder, path);
    // Hidden files are no commands, and a package that names its own folder means none of them.
    return folder !== "" && below !== undefined && below !== "" && !`/${below}`.includes("/.");
  };
}

/** As npm takes it: what would leave the package starts from the package instead, and backslashes are slashes on every system. */
function insidePackage(path: string): string {
  return posix.join("/", path.replaceAll("\\", "/")).replace(/^\/|\/$/gu, "");
}
