import { join } from "node:path";
import { expect, test } from "vitest";
import { openGraphReader, readWorkspace } from "../../../src/index.ts";
import { json, tree } from "@lambda-pack/test-support/disk/tree";

test("a name that nothing declares is found where Node would find it, and nowhere else", async () => {
  const root = tree({
    "package.json": json({ private: true, workspaces: ["packages/*"] }),
    "yarn.lock": "# yarn lockfile v1\n",
    "packages/observatory/package.json": json({ name: "observatory" }),
    "packages/observatory/node_modules/lens/package.json": json({ name: "lens", version: "2.0.0" }),
    "node_modules/lens/package.json": json({ name: "lens", version: "1.0.0" }),
    "node_modules/mirror/package.json": json({ name: "mirror", version: "3.1.0" }),
    "node_modules/broken/package.json": "{",
  });
  const { findInstalled } = openGraphReader(await readWorkspace(root));
  const observatory = join(root, "packages/observatory");

  expect(findInstalled(observatory, "lens")).toEqual({
    version: "2.0.0",
    name: "lens",
    path: "packages/observatory/node_modules/lens",
  });
  expect(findInstalled(observatory, "mirror")).toEqual({
    version: "3.1.0",
    name: "mirror",
    path: "node_modules/mirror",
  });
  expect(findInstalled(join(root, "node_modules/mirror"), "lens")).toEqual({
    version: "1.0.0",
    name: "lens",
    path: "node_modules/lens",
  });
  expect(findInstalled(observatory, "broken")).toEqual({
    version: undefined,
    name: undefined,
    path: "node_modules/broken",
  });
  expect(findInstalled(observatory, "telescope")).toBeUndefined();
});
