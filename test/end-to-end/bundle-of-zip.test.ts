import path from "node:path";
import type { Bundle } from "@lambda-pack/model";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { json, link, pkg, writeTree } from "@lambda-pack/test-support/disk/tree";
import { startRegistry } from "@lambda-pack/test-support/installs/registry";
import type { Registry } from "@lambda-pack/test-support/installs/registry";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withBundle } from "../../packages/lambda-pack/src/bundle/with-bundle.ts";
import { runCommand } from "../harness/run-command.ts";
import { installForTest } from "../../evidence/layouts/install.ts";
import { layoutNamed } from "../../evidence/layouts/layouts.ts";
import { fruits, orchard, twins } from "./orchard.ts";

const timeout = 120_000;
let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry(fruits);
}, timeout);

afterAll(async () => {
  await registry.stop();
});

interface Both {
  readonly planned: Bundle;
  readonly zipped: Bundle;
}

/** A package as it would be packed, and the zip that was packed from it. */
async function both(cwd: string, target: string, prefix?: string): Promise<Both> {
  const zip = path.join(cwd, ".lambda-pack", "bundle.zip");
  const options = prefix === undefined ? [] : ["--prefix", prefix];
  const { exitCode, stderr } = await runCommand([target, "--no-stage", "--out", zip, ...options], cwd);
  expect([exitCode, stderr]).toEqual([0, ""]);
  const given = { where: "the command line", settings: prefix === undefined ? {} : { prefix }, faults: [] };
  const open = (arg: string) => withBundle({ arg, cwd, given }, async ({ bundle }) => bundle);
  return { planned: await open(target), zipped: await open(zip) };
}

/** What both can know. A zip names a package.json by its place in the zip, and cannot tell which packages are of the workspace. */
function shared({ root, target, packages, places, entries, bytes }: Bundle): unknown {
  return {
    root,
    target,
    bytes,
    places: [...places],
    entries: entries.map((entry) => ({ ...entry, zipped: undefined })),
    packages: [...packages.values()].map((one) => ({
      ...one,
      importer: undefined,
      installedIn: undefined,
      edges: one.edges.map((edge) => ({ ...edge, declaredIn: undefined, beside: undefined })),
    })),
  };
}

const [yarn, npm] = [layoutNamed("Yarn classic"), layoutNamed("npm 11")];

describe.each([yarn, npm])("a made-up graph installed by $name", (layout) => {
  test("the zip has the packages, places, edges and files that the plan has", { timeout }, async () => {
    const root = await installForTest(layout, await orchard(), registry.url);
    const { planned, zipped } = await both(root, "harvest");
    expect(planned.packages.size).toBeGreaterThan(15);
    expect(shared(zipped)).toEqual(shared(planned));
  });
});

test("a cycle that runs through two versions of two packages is the same with its link", { timeout }, async () => {
  const { planned, zipped } = await both(await installForTest(npm, twins, registry.url), "harvest");
  expect(shared(zipped)).toEqual(shared(planned));
});

/** `keeper` and `lamp` need each other; `wick` travels inside of `oil`. */
async function lighthouse(): Promise<string> {
  const root = temporaryDirectory();
  writeTree(root, {
    "package.json": json({ name: "lighthouse", private: true, workspaces: ["packages/*"] }),
    "yarn.lock": "# yarn lockfile v1\n",
    "packages/keeper": {
      ...pkg("keeper@1.0.0", { dependencies: { lamp: "1.0.0", oil: "^1.0.0", spare: "npm:oil@2" } }),
    },
    "packages/lamp": { ...pkg("lamp@1.0.0", { dependencies: { keeper: "1.0.0", glass: "1" } }) },
    node_modules: {
      keeper: link("../packages/keeper"),
      lamp: link("../packages/lamp"),
      oil: {
        ...pkg("oil@1.0.0", { dependencies: { wick: "1", glass: "1" }, bundleDependencies: ["wick"] }),
        node_modules: { wick: pkg("wick@1.0.0", { dependencies: { glass: "1" } }) },
        "test/node_modules/fake": pkg("fake@1.0.0"),
      },
      spare: pkg("oil@2.0.0", {
        peerDependencies: { glass: "*" },
        peerDependenciesMeta: { glass: { optional: true } },
      }),
      glass: pkg("glass@1.0.0"),
    },
  });
  return root;
}

describe("a monorepo made by hand", () => {
  test.each([undefined, "nodejs", "opt/beam"])("with links and bundled packages, below %j", async (prefix) => {
    const { planned, zipped } = await both(await lighthouse(), "keeper", prefix);
    expect(planned.entries.some(({ kind }) => kind === "link")).toBe(true);
    expect(planned.root).toBe(prefix ?? "");
    expect(shared(zipped)).toEqual(shared(planned));
  });
});
