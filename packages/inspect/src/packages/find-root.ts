import { parentOf, pathBelow } from "@lambda-pack/model";
import type { BundlePath } from "@lambda-pack/model";
import type { ZipTree } from "./zip-tree.ts";

/** Where the runtime of Node looks for packages in a layer. */
const LAYER = "nodejs";

/**
 * The folder of the target: the zip's own root where a package.json or node_modules lies there; the only folder at the root
 * that holds all of it, step by step, where that leads to one of these; `nodejs` in a layer; else the root.
 */
export function findRoot(tree: ZipTree): BundlePath {
  const common = commonFolder(tree);
  const steps = common === "" ? [] : common.split("/");
  const folders = ["", ...steps.map((_, index) => steps.slice(0, index + 1).join("/"))];
  const found = folders.find((folder) => isTarget(tree, folder));
  const layer = tree.folders.has(`${LAYER}/node_modules`) ? LAYER : "";
  return (found ?? layer) as BundlePath;
}

function isTarget({ files, folders }: ZipTree, folder: string): boolean {
  return files.has(pathBelow(folder, "package.json")) || folders.has(pathBelow(folder, "node_modules"));
}

/** The deepest folder that everything lies in. */
function commonFolder({ files, links }: ZipTree): string {
  let common: string | undefined;
  for (const path of [...files.keys(), ...links.keys()]) {
    common ??= parentOf(path);
    while (common !== "" && !path.startsWith(`${common}/`)) common = parentOf(common);
  }
  return common ?? "";
}
