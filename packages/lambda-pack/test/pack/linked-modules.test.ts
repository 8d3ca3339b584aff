import { expect, test } from "vitest";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import { join } from "node:path";
import { listZip } from "@lambda-pack/test-support/zips/list-zip";
import { pack } from "../../src/index.ts";

test.each([
  ["packages/picker/node_modules", "vendor/node_modules"],
  ["packages/picker/node_modules", "installed"],
  ["node_modules", "packages/picker/deps/node_modules"],
])("what %s leads to, %s, is installed and no content", async (at, target) => {
  const place = at === "node_modules" ? target : `packages/picker/${target}`;
  const root = tree({
    "package.json": json({ name: "orchard", private: true, workspaces: ["packages/*"] }),
    "packages/picker": pkg("picker@1.0.0", { main: "index.js", dependencies: { ms: "1" } }, { "index.js": "" }),
    [at]: link(target),
    [`${place}/ms`]: pkg("ms@1.0.0", {}, { "index.js": "" }),
    [`${place}/unused`]: pkg("unused@1.0.0", {}, { "index.js": "" }),
  });
  const report = await pack({ cwd: root, target: "picker", stage: false });
  expect(report.problems).toEqual([]);
  expect((await listZip(join(root, ".lambda-pack/picker.zip"))).map(({ name }) => name)).toEqual([
    "index.js",
    "node_modules/ms/index.js",
    "node_modules/ms/package.json",
    "package.json",
  ]);
});
