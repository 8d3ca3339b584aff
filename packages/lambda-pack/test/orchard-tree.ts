import { link, tree } from "@lambda-pack/test-support/disk/tree";
import type { Fields, Tree } from "@lambda-pack/test-support/disk/tree";
import { withBundle } from "../src/bundle/with-bundle.ts";
import type { ReportProblem } from "../src/messages/description.ts";
import type { Settings } from "../src/config/settings/settings.ts";

export interface OrchardPackage {
  readonly fields?: Fields;
  readonly files?: Tree;
}

/** A workspace of npm, installed: `picker`, which is packed, and `@orchard/basket`, which it depends on unless it says otherwise. */
export function orchardTree(
  picker: OrchardPackage,
  basket: OrchardPackage = { files: { "index.js": "" } },
  root: Tree = {},
): string {
  const own = { name: "picker", version: "1.0.0", dependencies: { "@orchard/basket": "1.0.0" } };
  return tree({
    "package.json": { name: "orchard", private: true, workspaces: ["packages/*"] },
    "package-lock.json": '{ "lockfileVersion": 3, "packages": {} }',
    "node_modules/.package-lock.json": "{}",
    "node_modules/picker": link("../packages/picker"),
    "node_modules/@orchard/basket": link("../../packages/basket"),
    "packages/picker": { "package.json": JSON.stringify({ ...own, ...picker.fields }), ...picker.files },
    "packages/basket": {
      "package.json": JSON.stringify({ name: "@orchard/basket", version: "1.0.0", ...basket.fields }),
      ...basket.files,
    },
    ...root,
  });
}

/** What a pack of picker reports. */
export async function problemsOf(cwd: string, settings: Settings = {}): Promise<readonly ReportProblem[]> {
  const given = { where: "the test", settings, faults: [] };
  return withBundle({ arg: "picker", cwd, given }, async ({ problems }) => problems);
}
