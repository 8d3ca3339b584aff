import { json, tree } from "@lambda-pack/test-support/disk/tree";
import type { Fields, Tree } from "@lambda-pack/test-support/disk/tree";

/** A Yarn classic monorepo with these packages and files beside them. */
export function monorepo(nodes: Tree, rootFields: Fields = {}): string {
  return tree({
    "package.json": json({ name: "botland", private: true, workspaces: ["packages/*"], ...rootFields }),
    "yarn.lock": "# yarn lockfile v1\n",
    ...nodes,
  });
}
