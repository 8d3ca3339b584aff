import { join } from "node:path";

import { listPackageFiles } from "@lambda-pack/archive";
import type { ListedPackage, ListOptions } from "@lambda-pack/archive";

import { manifest } from "./manifest.ts";

/** Lists the importer in `packages/database` of a tree, or the third-party package in `node_modules/lodash`. */
export function list(
  root: string,
  options: Partial<ListOptions> & { readonly importer: boolean },
): Promise<ListedPackage> {
  const path = options.importer ? "packages/database" : "node_modules/lodash";
  return listPackageFiles({
    dir: join(root, path),
    label: options.importer ? "database@1.0.0" : "lodash@4.17.21",
    path,
    root,
    manifest: manifest(),
    bundled: [],
    leaveOut: new Set(),
    ...options,
  });
}

export function pathsOf({ files }: ListedPackage): readonly string[] {
  return files.files.map((file) => file.path);
}
