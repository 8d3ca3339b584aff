import { existsSync } from "node:fs";
import { appendFile, readFile } from "node:fs/promises";
import path from "node:path";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { startRegistry } from "@lambda-pack/test-support/installs/registry";
import type { Registry } from "@lambda-pack/test-support/installs/registry";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../harness/run-command.ts";
import { boatyard, folder } from "./boatyard/boatyard.ts";
import { wares } from "../../evidence/layouts/harbour.ts";
import { installForTest } from "../../evidence/layouts/install.ts";
import type { Layout } from "../../evidence/layouts/layout.ts";
import { layoutNamed } from "../../evidence/layouts/layouts.ts";
import { packTarget, runInPlace } from "../../evidence/layouts/pack-harbour.ts";
import type { PackedTarget } from "../../evidence/layouts/pack-harbour.ts";
import { walkedPackage } from "../../evidence/layouts/walking-modules.ts";

/** The first time, the package manager itself is fetched. */
const timeout = 240_000;
let registry: Registry;

beforeAll(async () => {
  const propeller = walkedPackage("propeller@1.0.0", {}, { scripts: { rebuild: "node-gyp rebuild" } });
  registry = await startRegistry([
    ...wares,
    walkedPackage("yard-rules@1.0.0"),
    propeller,
    walkedPackage("node-gyp@13.0.0"),
  ]);
}, timeout);

afterAll(async () => registry.stop());

/** A layout of the table, with other root files. */
function withFiles(name: string, rootFiles: Tree): Layout {
  return { ...layoutNamed(name), rootFiles: () => rootFiles };
}

interface Slip extends PackedTarget {
  readonly root: string;
  readonly inPlace: unknown;
}

/** Installs and packs `slip`, which must answer out of the bundle as it does in place. */
async function packSlip(layout: Layout, monorepo: Tree): Promise<Slip> {
  const root = await installForTest(layout, monorepo, registry.url);
  const inPlace = await runInPlace({ layout, root }, "slip");
  const packed = await packTarget({ root }, "slip");
  expect(packed.answer).toEqual(inPlace);
  return { ...packed, root, inPlace };
}

describe.each(["pnpm 10", "pnpm 11", "pnpm 12"])("%s", (name) => {
  const settings = `packages: [packages/*]
catalog:
  rope: ^1.0.0
catalogs:
  new:
    knot: ^2.0.0
overrides:
  winch>knot: 2.0.0
patchedDependencies:
  rope@1.2.0: patches/rope.patch
`;
  const needs = {
    dependencies: { "@boatyard/keel": "workspace:^", knot: "catalog:new", rope: "catalog:", winch: "^1.0.0" },
  };

  test("catalogs, overrides, patches and workspace ranges are packed as installed", { timeout }, async () => {
    const layout = withFiles(name, { "pnpm-workspace.yaml": settings });
    const { inPlace, problems } = await packSlip(layout, boatyard({ needs }));
    expect(inPlace).toEqual([
      "rope@1.2.0-mended > knot = knot@1.0.0",
      "slip@1.0.0 > @boatyard/keel = @boatyard/keel@1.0.0",
      "slip@1.0.0 > knot = knot@2.0.0",
      "slip@1.0.0 > rope = rope@1.2.0-mended",
      "slip@1.0.0 > winch = winch@1.0.0",
      "winch@1.0.0 > knot = knot@2.0.0",
      "winch@1.0.0 > rope = rope@1.2.0-mended",
    ]);
    expect(problems).toMatchObject([{ kind: "version-overridden", name: "knot", found: "2.0.0" }]);
  });
});

test.each(["pnpm 11", "pnpm 12"])("%s: a lockfile of two documents is read", { timeout }, async (name) => {
  const settings = "packages: [packages/*]\nconfigDependencies:\n  yard-rules: 1.0.0\n";
  const layout = withFiles(name, { "pnpm-workspace.yaml": settings });
  const { root, inPlace, problems } = await packSlip(layout, boatyard({ needs: { dependencies: { knot: "^2.0.0" } } }));
  const lockfile = await readFile(path.join(root, "pnpm-lock.yaml"), "utf8");
  expect(lockfile.match(/^---$/gmu)).toHaveLength(2);
  expect(inPlace).toEqual(["slip@1.0.0 > knot = knot@2.0.0"]);
  expect(problems).toEqual([]);
});

test("pnpm 12: packages that are not on disk are refused", { timeout }, async () => {
  const settings = "packages: [packages/*]\nnodeLinker:\n  type: loaded\n";
  const layout = withFiles("pnpm 12", { "pnpm-workspace.yaml": settings });
  const root = await installForTest(layout, boatyard({ needs: { dependencies: { knot: "^2.0.0" } } }), registry.url);
  const { exitCode, stderr } = await runCommand(["slip"], root);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/loaded/u);
  expect(stderr).toMatch(/node-?linker/iu);
});

describe.each(["Yarn 4, node-modules", "Yarn 4, Plug'n'Play, global cache"])("%s", (name) => {
  const linker = name.includes("Play") ? "pnp" : "node-modules";
  const settings = `nodeLinker: ${linker}\ncatalog:\n  knot: ^2.0.0\n`;
  const rootFields = {
    workspaces: ["packages/*"],
    resolutions: { "winch/knot": "2.0.0" },
    dependenciesMeta: { whistle: { unplugged: true } },
  };

  test("patches, catalogs, resolutions, links and portals are packed as installed", { timeout }, async () => {
    const needs = {
      dependencies: {
        "@boatyard/keel": "workspace:^",
        knot: "catalog:",
        oar: "portal:../../vendor/oar",
        rope: "patch:rope@npm%3A^1.0.0#~/patches/rope.patch",
        sketch: "link:../../vendor/sketch",
        whistle: "^1.0.0",
        winch: "^1.0.0",
      },
    };
    const files = {
      "vendor/oar": folder("oar@1.0.0", { dependencies: { knot: "^1.0.0" } }),
      "vendor/sketch": folder("sketch@1.0.0"),
    };
    const layout = withFiles(name, { ".yarnrc.yml": settings });
    const { root, inPlace, problems } = await packSlip(layout, boatyard({ needs, rootFields, files }));
    expect(existsSync(path.join(root, ".yarn", "unplugged"))).toBe(linker === "pnp");
    expect(inPlace).toEqual([
      "oar@1.0.0 > knot = knot@1.0.0",
      "rope@1.2.0 > knot = knot@1.0.0",
      "rope@1.2.0-mended > knot = knot@1.0.0",
      "slip@1.0.0 > @boatyard/keel = @boatyard/keel@1.0.0",
      "slip@1.0.0 > knot = knot@2.0.0",
      "slip@1.0.0 > oar = oar@1.0.0",
      "slip@1.0.0 > rope = rope@1.2.0-mended",
      "slip@1.0.0 > sketch = sketch@1.0.0",
      "slip@1.0.0 > whistle = whistle@1.0.0",
      "slip@1.0.0 > winch = winch@1.0.0",
      "whistle@1.0.0 > knot = knot@1.0.0",
      "winch@1.0.0 > knot = knot@2.0.0",
      "winch@1.0.0 > rope = rope@1.2.0",
    ]);
    expect(problems).toMatchObject([
      { kind: "version-overridden", name: "knot", found: "2.0.0" },
      { kind: "links-in-bundle", links: 3, packages: ["knot@1.0.0"] },
    ]);
  });

  test("the node-gyp that Yarn adds to packages whose scripts call it is not packed", { timeout }, async () => {
    const needs = { dependencies: { propeller: "^1.0.0" } };
    const layout = layoutNamed(name);
    const { root, entries, problems } = await packSlip(layout, boatyard({ needs, rootFields: layout.rootFields }));
    expect(await readFile(path.join(root, "yarn.lock"), "utf8")).toMatch(/^ {2}dependencies:\n {4}node-gyp: /mu);
    expect(entries.map((entry) => entry.name)).toEqual([
      "index.js",
      "node_modules/propeller/index.js",
      "node_modules/propeller/package.json",
      "package.json",
    ]);
    expect(problems).toEqual([]);
  });

  test("a portal that leads out of the monorepo is packed, and reported", { timeout }, async () => {
    const files = { "../elsewhere/oar": folder("oar@1.0.0") };
    const layout = withFiles(name, { ".yarnrc.yml": settings });
    const { inPlace, problems } = await packSlip(layout, boatyard({ needs: outsidePortal, rootFields, files }));
    expect(inPlace).toEqual(["slip@1.0.0 > oar = oar@1.0.0"]);
    expect(problems).toMatchObject([{ kind: "outside-workspace", package: "oar@1.0.0" }]);
  });
});

const outsidePortal = { dependencies: { oar: "portal:../../../elsewhere/oar" } };
const outsideOar = { "../elsewhere/oar": folder("oar@1.0.0", { dependencies: { knot: "^1.0.0" } }) };

test("Yarn 4, Plug'n'Play: what a portal out of the monorepo needs is packed", { timeout }, async () => {
  const rootFields = { workspaces: ["packages/*"] };
  const layout = layoutNamed("Yarn 4, Plug'n'Play, global cache");
  const { inPlace } = await packSlip(layout, boatyard({ needs: outsidePortal, rootFields, files: outsideOar }));
  expect(inPlace).toEqual(["oar@1.0.0 > knot = knot@1.0.0", "slip@1.0.0 > oar = oar@1.0.0"]);
});

test("Yarn 4, node-modules: a portal whose needs are not found in place is refused", { timeout }, async () => {
  const rootFields = { workspaces: ["packages/*"] };
  const layout = layoutNamed("Yarn 4, node-modules");
  const root = await installForTest(
    layout,
    boatyard({ needs: outsidePortal, rootFields, files: outsideOar }),
    registry.url,
  );
  expect(await runInPlace({ layout, root }, "slip")).toContain("oar@1.0.0 > knot = nothing");
  const { exitCode, stderr } = await runCommand(["slip"], root);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/knot@\^1\.0\.0, required by .*elsewhere\/oar\/package\.json, is not installed/u);
});

describe.each(["Bun 1.3, hoisted", "Bun 1.3, isolated", "Bun 1.4, hoisted", "Bun 1.4, isolated"])("%s", (name) => {
  test("catalogs, overrides, patches and workspace ranges are packed as installed", { timeout }, async () => {
    const rootFields = {
      workspaces: { packages: ["packages/*"], catalog: { knot: "^2.0.0" }, catalogs: { old: { rope: "^1.0.0" } } },
      overrides: { knot: "2.0.0" },
      patchedDependencies: { "rope@1.2.0": "patches/rope.patch" },
    };
    const needs = {
      dependencies: { "@boatyard/keel": "workspace:^", knot: "catalog:", rope: "catalog:old", winch: "^1.0.0" },
    };
    const { inPlace, problems } = await packSlip(layoutNamed(name), boatyard({ needs, rootFields }));
    expect(inPlace).toEqual([
      "rope@1.2.0-mended > knot = knot@2.0.0",
      "slip@1.0.0 > @boatyard/keel = @boatyard/keel@1.0.0",
      "slip@1.0.0 > knot = knot@2.0.0",
      "slip@1.0.0 > rope = rope@1.2.0-mended",
      "slip@1.0.0 > winch = winch@1.0.0",
      "winch@1.0.0 > knot = knot@2.0.0",
      "winch@1.0.0 > rope = rope@1.2.0-mended",
    ]);
    expect(problems).toMatchObject([
      { kind: "version-overridden", name: "knot", found: "2.0.0" },
      { kind: "version-overridden", name: "knot", found: "2.0.0" },
    ]);
  });
});

describe.each([
  ["Yarn 4, Plug'n'Play, global cache", ".pnp.cjs"],
  ["Yarn 4, Plug'n'Play, .pnp.data.json", ".pnp.cjs"],
  ["Yarn 4, node-modules", "yarn.config.cjs"],
  ["pnpm 10", ".pnpmfile.cjs"],
])("%s", (name, file) => {
  test(`${file} is not run by a pack`, { timeout }, async () => {
    const layout = layoutNamed(name);
    const { rootFields } = layout;
    const needs = { dependencies: { knot: "^2.0.0" } };
    const root = await installForTest(layout, boatyard({ needs, rootFields }), registry.url);
    await appendFile(path.join(root, file), '\nrequire("node:fs").writeFileSync(`${__dirname}/was-run`, "");\n');

    expect((await packTarget({ root }, "slip")).answer).toEqual(["slip@1.0.0 > knot = knot@2.0.0"]);
    expect(existsSync(path.join(root, "was-run"))).toBe(false);
    await execa(process.execPath, ["--eval", `require("./${file}")`], { cwd: root });
    expect(existsSync(path.join(root, "was-run"))).toBe(true);
  });
});

test("Yarn 4, Plug'n'Play: the staging directory answers as the zip does", { timeout }, async () => {
  const layout = layoutNamed("Yarn 4, Plug'n'Play, global cache");
  const needs = { dependencies: { fog: "^1.0.0", sail: "^1.0.0", spar: "^2.0.0", whistle: "^1.0.0" } };
  const { root, inPlace } = await packSlip(layout, boatyard({ needs, rootFields: layout.rootFields }));
  expect(inPlace).toContain("sail@1.0.0 > spar = spar@2.0.0");
  const { exitCode, stderr } = await runCommand(["slip", "--out", path.join(root, "slip.zip")], root);
  expect([exitCode, stderr]).toEqual([0, ""]);
  const stage = path.join(root, ".lambda-pack", "slip");
  expect(await runHandler(path.join(stage, "index.js"))).toEqual(inPlace);
});
