import { join } from "node:path";
import { pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { expect, test } from "vitest";
import { findPackageHere } from "../../src/root/find-package-here.ts";

const orchard: Tree = {
  "package.json": { name: "orchard", workspaces: ["packages/*"] },
  "docs/index.md": "",
  "packages/picker": pkg(
    "picker",
    {},
    {
      "src/index.js": "",
      "dist/package.json": { name: "picker", version: "1.0.0" },
      "dist/cjs/package.json": { type: "commonjs" },
      example: pkg("example"),
    },
  ),
  "tools/press": pkg("press", {}, { "src/index.js": "" }),
};

test.each([
  ["in a package", "packages/picker", "."],
  ["below its directory", "packages/picker/src", ".."],
  ["in build output with a copy of its package.json", "packages/picker/dist", ".."],
  ["in build output with a package.json that says how files are loaded", "packages/picker/dist/cjs", "../.."],
  ["in another package.json of a package, which is that and no other", "packages/picker/example", "."],
  ["in a package that no pattern matches, which is no other either", "tools/press/src", ".."],
  ["at the root of a workspace", "", undefined],
  ["in a folder of the root", "docs", undefined],
])("%s", async (_case, cwd, expected) => {
  expect(await findPackageHere(join(tree(orchard), cwd))).toBe(expected);
});

test("of a package that stands alone it is the root", async () => {
  const root = tree({ app: pkg("app", {}, { "src/lib/index.js": "" }) });
  expect(await findPackageHere(join(root, "app"))).toBe(".");
  expect(await findPackageHere(join(root, "app/src/lib"))).toBe("../..");
});
