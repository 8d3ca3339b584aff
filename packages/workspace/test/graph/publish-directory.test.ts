import { describe, expect, test } from "vitest";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Fields, Tree } from "@lambda-pack/test-support/disk/tree";
import { monorepo } from "../monorepo.ts";
import { edgeOf, readGraphOf } from "../read-graph-of.ts";

/** What pnpm installs where `packages/basket` publishes its `dist`. */
function orchard(fields: Fields, built: Tree, range = "workspace:*"): string {
  return tree({
    "package.json": json({ name: "orchard", private: true }),
    "pnpm-workspace.yaml": "packages: ['packages/*']",
    "packages/basket": pkg("@orchard/basket@1.0.0", fields, built),
    "packages/picker": pkg(
      "picker@1.0.0",
      { dependencies: { "@orchard/basket": range } },
      { "node_modules/@orchard/basket": link("../../../basket/dist") },
    ),
  });
}

const publishes = { publishConfig: { directory: "dist" } };

async function foundIn(root: string, at: string): Promise<{ readonly to: string | undefined; readonly own: boolean }> {
  const graph = await readGraphOf(root, "picker");
  const { to } = edgeOf(graph, "packages/picker", at);
  return { to, own: to !== undefined && graph.packages.get(to)?.importer === true };
}

describe("a directory of a package that others are linked to", () => {
  test.each([
    ["which publishConfig.directory names", publishes, "renamed"],
    ["which it names otherwise", { publishConfig: { directory: "./dist/" } }, "@orchard/basket"],
    ["which has the package's name, as ng-packagr writes it", {}, "@orchard/basket"],
  ])("is that package: one %s", async (_, fields, name) => {
    const root = orchard(fields, { "dist/package.json": json({ name, version: "1.0.0" }) });
    expect(await foundIn(root, "@orchard/basket")).toEqual({ to: "packages/basket/dist", own: true });
    expect((await readGraphOf(root, "picker")).problems).toEqual([]);
  });

  test("is none where it is another package", async () => {
    const root = monorepo({
      "packages/basket": pkg("basket", {}, { "vendor/scale": pkg("scale"), "node_modules/ms": pkg("basket@1.0.0") }),
      "packages/picker": pkg("picker", { dependencies: { scale: "file:../basket/vendor/scale", ms: "1" } }),
      "node_modules/scale": link("../packages/basket/vendor/scale"),
      "node_modules/ms": link("../packages/basket/node_modules/ms"),
    });
    expect(await foundIn(root, "scale")).toEqual({ to: "packages/basket/vendor/scale", own: false });
    expect(await foundIn(root, "ms")).toEqual({ to: "packages/basket/node_modules/ms", own: false });
  });

  test("finds what its package has", async () => {
    const root = orchard(publishes, {
      "dist/package.json": json({ name: "@orchard/basket", version: "1.0.0", dependencies: { ms: "1" } }),
      "node_modules/ms": pkg("ms@1.0.0"),
    });
    const graph = await readGraphOf(root, "picker");
    expect(edgeOf(graph, "packages/basket/dist", "ms").to).toBe("packages/basket/node_modules/ms");
  });
});

describe("one that is not built", () => {
  test.each([
    ["not there", {}, "workspace:*"],
    ["there without a package.json", { "dist/index.js": "" }, "workspace:^1.0.0"],
  ])("is named where the dependency is missed: %s", async (_, built, range) => {
    const root = orchard(publishes, built, range);
    expect(edgeOf(await readGraphOf(root, "picker"), "packages/picker", "@orchard/basket")).toMatchObject({
      to: undefined,
      unbuilt: "packages/basket/dist",
    });
  });

  test("also by another name", async () => {
    const root = tree({
      "pnpm-workspace.yaml": "packages: ['packages/*']",
      "packages/basket": pkg("@orchard/basket@1.0.0", publishes),
      "packages/picker": pkg("picker", { dependencies: { basket: "workspace:@orchard/basket@*" } }),
    });
    expect(edgeOf(await readGraphOf(root, "picker"), "packages/picker", "basket").unbuilt).toBe("packages/basket/dist");
  });

  test.each([
    ["pnpm links the package itself", { publishConfig: { directory: "dist", linkDirectory: false } }, {}],
    ["it is built, and only not installed", publishes, { "dist/package.json": "{}" }],
  ])("is not the reason where %s", async (_, fields, built) => {
    const root = tree({
      "pnpm-workspace.yaml": "packages: ['packages/*']",
      "packages/basket": pkg("@orchard/basket@1.0.0", fields, built),
      "packages/picker": pkg("picker", { dependencies: { "@orchard/basket": "workspace:*" } }),
    });
    const edge = edgeOf(await readGraphOf(root, "picker"), "packages/picker", "@orchard/basket");
    expect(edge.to).toBeUndefined();
    expect(edge).not.toHaveProperty("unbuilt");
  });

  test("nor for a package manager that makes no such links", async () => {
    const root = monorepo({
      "packages/basket": pkg("@orchard/basket@1.0.0", publishes),
      "packages/picker": pkg("picker", { dependencies: { "@orchard/basket": "1.0.0" } }),
    });
    expect(edgeOf(await readGraphOf(root, "picker"), "packages/picker", "@orchard/basket")).not.toHaveProperty(
      "unbuilt",
    );
  });
});
