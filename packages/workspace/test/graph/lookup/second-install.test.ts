import { join } from "node:path";
import type { Graph } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { database, dataOf } from "../../plug-and-play/plug-and-play-tree.ts";
import { edgeOf, readGraphOf } from "../../read-graph-of.ts";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

const sharp = pkg("sharp@0.34.0", {
  dependencies: { "detect-libc": "*" },
  optionalDependencies: { "@img/sharp-linux-arm64": "0.34.0", "@img/sharp-darwin-x64": "0.34.0" },
});

const forArm = pkg("@img/sharp-linux-arm64@0.34.0", { optionalDependencies: { "@img/libvips-linux-arm64": "1.2.0" } });

const first: Tree = {
  "package.json": json({ name: "botland", workspaces: ["packages/*"] }),
  "node_modules/.package-lock.json": "{}",
  "packages/database": pkg("database@1.0.0", { dependencies: { sharp: "*" } }),
  "node_modules/detect-libc": pkg("detect-libc@2.0.0"),
  "node_modules/@img/sharp-darwin-x64": pkg("@img/sharp-darwin-x64@0.34.0"),
};

function at(name: string): string {
  return `node_modules/.pnpm/${name.replace("/", "+")}@0.34.0/node_modules/${name}`;
}

/** root/ is the workspace, arm/ the second install. */
async function readBoth(root: Tree, arm: Tree): Promise<{ readonly graph: Graph; readonly dir: string }> {
  const dir = tree({ root: { ...first, ...root }, arm });
  const graph = await readGraphOf(join(dir, "root"), "database", { platformPackages: join(dir, "arm") });
  return { graph, dir };
}

/** The end of sharp's edge to its binary for ARM, relative to the second install. */
function armOf(graph: Graph, dir: string, from: string): string | undefined {
  return edgeOf(graph, from, "@img/sharp-linux-arm64").to?.slice(join(dir, "arm").length + 1);
}

describe("platform packages of a second install", () => {
  test("are taken from its root, with what they need there, and are no problem", async () => {
    const { graph, dir } = await readBoth(
      { "node_modules/sharp": sharp },
      {
        "node_modules/@img/sharp-linux-arm64": forArm,
        "node_modules/@img/libvips-linux-arm64": pkg("@img/libvips-linux-arm64@1.2.0"),
        "node_modules/@img/sharp-darwin-x64": pkg("@img/sharp-darwin-x64@0.34.0"),
        "node_modules/detect-libc": pkg("detect-libc@9.9.9"),
      },
    );
    expect(armOf(graph, dir, "node_modules/sharp")).toBe("node_modules/@img/sharp-linux-arm64");
    const arm = join(dir, "arm/node_modules/@img");
    expect(edgeOf(graph, join(arm, "sharp-linux-arm64"), "@img/libvips-linux-arm64").to).toBe(
      join(arm, "libvips-linux-arm64"),
    );
    expect(edgeOf(graph, "node_modules/sharp", "@img/sharp-darwin-x64").to).toBe("node_modules/@img/sharp-darwin-x64");
    expect(edgeOf(graph, "node_modules/sharp", "detect-libc").to).toBe("node_modules/detect-libc");
    expect(graph.problems).toEqual([]);
  });

  test("are taken from the same place first", async () => {
    const nested = "packages/database/node_modules/sharp";
    const { graph, dir } = await readBoth(
      { [nested]: sharp },
      {
        [`${nested}/node_modules/@img/sharp-linux-arm64`]: forArm,
        "node_modules/@img/sharp-linux-arm64": pkg("@img/sharp-linux-arm64@0.33.0"),
      },
    );
    expect(armOf(graph, dir, nested)).toBe(`${nested}/node_modules/@img/sharp-linux-arm64`);
  });

  test("are taken from a store with the same names, for a package in the store of the first", async () => {
    const { graph, dir } = await readBoth(
      { [at("sharp")]: sharp, "packages/database/node_modules/sharp": link(`../../../${at("sharp")}`) },
      {
        [at("@img/sharp-linux-arm64")]: forArm,
        "node_modules/.pnpm/sharp@0.34.0/node_modules/@img/sharp-linux-arm64": link(
          `../../../../../${at("@img/sharp-linux-arm64")}`,
        ),
      },
    );
    expect(armOf(graph, dir, at("sharp"))).toBe(at("@img/sharp-linux-arm64"));
  });

  test("are not taken in a version that the range does not allow", async () => {
    const { graph, dir } = await readBoth(
      { "node_modules/sharp": sharp },
      { "node_modules/@img/sharp-linux-arm64": pkg("@img/sharp-linux-arm64@0.33.5") },
    );
    expect(armOf(graph, dir, "node_modules/sharp")).toBeUndefined();
  });

  test("are taken for optional dependencies alone, and only where the first install has none", async () => {
    const { graph } = await readBoth(
      {
        "node_modules/sharp": sharp,
        "node_modules/@img/sharp-linux-arm64": forArm,
        "packages/database": pkg("database@1.0.0", { dependencies: { sharp: "*", pg: "*" } }),
      },
      { "node_modules/@img/sharp-linux-arm64": forArm, "node_modules/pg": pkg("pg@8.0.0") },
    );
    expect(edgeOf(graph, "node_modules/sharp", "@img/sharp-linux-arm64").to).toBe(
      "node_modules/@img/sharp-linux-arm64",
    );
    expect(edgeOf(graph, "packages/database", "pg").to).toBeUndefined();
  });

  test("are not looked for above the second install, nor in the first one for what they need", async () => {
    const dir = tree({
      root: { ...first, "node_modules/sharp": sharp, "node_modules/@img/libvips-linux-arm64": pkg("l@1.2.0") },
      "node_modules/@img/sharp-linux-arm64": forArm,
      "arm/empty": {},
      "other/node_modules/@img/sharp-linux-arm64": forArm,
    });
    const read = async (name: string): Promise<Graph> =>
      readGraphOf(join(dir, "root"), "database", { platformPackages: join(dir, name) });
    expect(edgeOf(await read("arm"), "node_modules/sharp", "@img/sharp-linux-arm64").to).toBeUndefined();
    const binary = join(dir, "other/node_modules/@img/sharp-linux-arm64");
    expect(edgeOf(await read("other"), binary, "@img/libvips-linux-arm64").to).toBeUndefined();
  });

  test("that cannot be read are an error that names the file", async () => {
    const reading = readBoth(
      { "node_modules/sharp": sharp },
      { "node_modules/@img/sharp-linux-arm64/package.json": "{" },
    );
    const error = await packErrorOf(async () => reading);
    expect(error.code).toBe("MANIFEST_INVALID");
    expect(error.message).toContain("arm/node_modules/@img/sharp-linux-arm64/package.json:1:");
  });
});

describe("under Plug'n'Play", () => {
  const unplugged = ".yarn/unplugged/sharp/node_modules/sharp";
  const root: Tree = {
    ".pnp.cjs": "const pnpDataFilepath = '.pnp.data.json';\n",
    "yarn.lock": "__metadata:\n  version: 8\n",
    "package.json": json({ name: "botland", workspaces: ["packages/*"], packageManager: "yarn@4.18.1" }),
    "packages/database": pkg("database@1.0.0", { dependencies: { sharp: "*" } }),
    [unplugged]: sharp,
    ".pnp.data.json": dataOf({
      [database]: { at: "./packages/database/", needs: { sharp: "npm:0.34.0" } },
      "sharp@npm:0.34.0": { at: `./${unplugged}/`, needs: { "@img/sharp-linux-arm64": "npm:0.34.0" } },
      "@img/sharp-linux-arm64@npm:0.34.0": { at: "./.yarn/unplugged/arm64/node_modules/@img/sharp-linux-arm64/" },
    }),
  };
  const arm: Tree = {
    "node_modules/@img/sharp-linux-arm64": pkg("@img/sharp-linux-arm64@0.34.0", {
      dependencies: { "detect-libc": "*" },
    }),
    "node_modules/detect-libc": pkg("detect-libc@2.0.0"),
  };

  test.each(["arm", "root/arm"])("they are taken from node_modules all the same, in %s", async (place) => {
    const dir = tree({ root, [place]: arm });
    const second = join(dir, place);
    const graph = await readGraphOf(join(dir, "root"), "database", { platformPackages: second });
    const ids = [...graph.packages.values()].map((each) => each.dir);
    expect(ids).toContain(join(second, "node_modules/@img/sharp-linux-arm64"));
    expect(ids).toContain(join(second, "node_modules/detect-libc"));
    expect(graph.problems).toEqual([]);
  });
});
