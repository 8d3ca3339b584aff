import { dirname, join, relative } from "node:path";
import type { Workspace } from "@lambda-pack/model";
import { isBelow, pathInWorkspace, withSlashes } from "../../disk/paths.ts";

/**
 * How a package.json is named in messages and reports: from the root; in a store of the package manager from the store's
 * own folder on, since where that lies is another thing on each machine.
 */
export function manifestPath(workspace: Pick<Workspace, "root" | "outsideDirs" | "stores">, dir: string): string {
  const file = join(dir, "package.json");
  const store = workspace.stores.find((each) => isBelow(each, dir));
  return store === undefined ? pathInWorkspace(workspace, file) : withSlashes(relative(dirname(store), file));
}
