import { join } from "node:path";
import { expect, test } from "vitest";
import { link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import { listZip } from "@lambda-pack/test-support/zips/list-zip";
import { pack } from "../../src/index.ts";

test.each(["", "apps/picker", "common/temp"])("from %j Rush's packages are packed beside rush.json", async (cwd) => {
  const root = tree({
    "rush.json": "{}",
    "lambda-pack.config.json": { runtime: "nodejs24.x" },
    "common/temp/pnpm-workspace.yaml": "packages: ['../../apps/picker', '../../libs/basket']",
    "libs/basket": pkg("@orchard/basket@1.0.0", {}, { "index.js": "" }),
    "apps/picker": pkg(
      "picker@1.0.0",
      { main: "index.js", dependencies: { "@orchard/basket": "workspace:*" } },
      { "index.js": "", "node_modules/@orchard/basket": link("../../../../libs/basket") },
    ),
  });
  const report = await pack({ cwd: join(root, cwd), target: "picker", stage: false });
  expect(report.problems).toEqual([]);
  expect(report.target.path).toBe("apps/picker");
  expect(report.platform.runtime).toBe("nodejs24.x");
  expect((await listZip(join(root, ".lambda-pack/picker.zip"))).map(({ name }) => name)).toEqual([
    "index.js",
    "node_modules/@orchard/basket/index.js",
    "node_modules/@orchard/basket/package.json",
    "package.json",
  ]);
});
