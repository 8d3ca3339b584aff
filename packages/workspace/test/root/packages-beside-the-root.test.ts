import { join } from "node:path";
import type { Workspace } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { examineWorkspace, isImporterPath, readWorkspace } from "../../src/index.ts";
import { drawGraph, readGraphOf } from "../read-graph-of.ts";

const lock = `lockfileVersion: '9.0'
importers:
  ../../apps/picker:
    dependencies:
      ms: {specifier: 2.1.3, version: 2.1.3}
packages:
  ms@2.1.3: {}
snapshots:
  ms@2.1.3: {}
`;

const apps: Tree = {
  "libs/basket": pkg("@orchard/basket@1.0.0"),
  "apps/picker": pkg(
    "picker@1.0.0",
    { dependencies: { "@orchard/basket": "workspace:*", ms: "2.1.3" } },
    {
      "node_modules/@orchard/basket": link("../../../../libs/basket"),
      "node_modules/ms": link("../../../common/temp/node_modules/.pnpm/ms@2.1.3/node_modules/ms"),
    },
  ),
};

/** What `rush install` leaves; `temp` is where its workspace lies. */
function rushed(version = "2.1.3", temp = "common/temp"): Tree {
  const up = temp.split("/").fill("..").join("/");
  return {
    "rush.json": '/* comments are allowed */ { "rushVersion": "5.140.0" }',
    [`${temp}/package.json`]: json({ name: "rush-common", private: true }),
    [`${temp}/pnpm-workspace.yaml`]: `packages:\n  - ${up}/apps/picker\n  - ${up}/libs/basket\n`,
    [`${temp}/pnpm-lock.yaml`]: lock,
    [`${temp}/node_modules/.modules.yaml`]: "nodeLinker: isolated\n",
    [`${temp}/node_modules/.pnpm/ms@2.1.3/node_modules/ms`]: pkg(`ms@${version}`),
    ...apps,
  };
}

const drawn = [
  "apps/picker",
  "apps/picker > @orchard/basket = libs/basket",
  "apps/picker > ms = common/temp/node_modules/.pnpm/ms@2.1.3/node_modules/ms",
  "common/temp/node_modules/.pnpm/ms@2.1.3/node_modules/ms",
  "libs/basket",
];

function pathsOf({ importers }: Workspace): readonly string[] {
  return importers.map(({ path }) => path);
}

describe("Rush", () => {
  test.each(["", "apps/picker", "apps", "common/temp", "common/temp/node_modules"])(
    "from %j the workspace is the same, with the folder of rush.json as its root",
    async (from) => {
      const root = tree(rushed());
      const workspace = await readWorkspace(join(root, from));
      expect(workspace).toMatchObject({
        root,
        installRoot: join(root, "common/temp"),
        outsideDirs: [],
        packageManager: "pnpm",
        installCommand: "rush install",
        importerGlobs: ["apps/picker", "libs/basket"],
      });
      expect(pathsOf(workspace)).toEqual(["apps/picker", "libs/basket"]);
      const graph = await readGraphOf(join(root, from), "picker");
      expect(graph.problems).toEqual([]);
      expect(drawGraph(graph)).toEqual(drawn);
    },
  );

  test("what is written into a package's place would be a package", async () => {
    const root = tree(rushed());
    const workspace = await readWorkspace(root);
    expect(isImporterPath(workspace, join(root, "apps/picker"))).toBe(true);
    expect(isImporterPath(workspace, join(root, "apps/other"))).toBe(false);
  });

  test("the lockfile that lies below speaks of the packages beside it", async () => {
    const graph = await readGraphOf(tree(rushed("2.1.2")), "picker");
    expect(graph.problems).toMatchObject([
      { kind: "range-mismatch", declaredIn: "apps/picker/package.json", install: "rush install" },
      { kind: "stale-install", locked: "2.1.3", lockfile: "common/temp/pnpm-lock.yaml", install: "rush install" },
    ]);
  });

  test("the diagnosis says what makes it the root", async () => {
    const root = tree(rushed());
    expect(await examineWorkspace(root)).toMatchObject({
      root,
      rootMarks: ["rush.json", "packages in pnpm-workspace.yaml"],
      lockfiles: [{ name: "pnpm-lock.yaml", used: true }],
      installed: { linked: 1, missing: 0 },
    });
  });

  test("of several subspaces the one that names the package counts; elsewhere one must be named", async () => {
    const other = {
      "common/temp/other/pnpm-workspace.yaml": "packages:\n  - ../../../tools/scale\n",
      "tools/scale": pkg("scale"),
    };
    const root = tree({ ...rushed("2.1.3", "common/temp/default"), ...other });
    expect(pathsOf(await readWorkspace(join(root, "apps/picker")))).toEqual(["apps/picker", "libs/basket"]);
    const scale = await readWorkspace(join(root, "tools/scale"));
    expect(scale).toMatchObject({ root, installRoot: join(root, "common/temp/other") });
    expect(pathsOf(scale)).toEqual(["tools/scale"]);

    const error = await packErrorOf(() => readWorkspace(root));
    expect(error.code).toBe("WORKSPACE_NOT_FOUND");
    expect(error.message).toContain(`${join(root, "common/temp/default")}, ${join(root, "common/temp/other")}`);
    expect(error.hint).toContain("--cwd");
    expect(pathsOf(await readWorkspace(join(root, "common/temp/other")))).toEqual(["tools/scale"]);
  });

  test("one subspace alone needs no name", async () => {
    const root = tree(rushed("2.1.3", "common/temp/default"));
    expect(pathsOf(await readWorkspace(root))).toEqual(["apps/picker", "libs/basket"]);
  });

  test.each(["", "apps/picker"])(
    "before its install, from %j, the error says what makes the workspace",
    async (from) => {
      const root = tree({ "rush.json": "{}", "apps/picker": pkg("picker") });
      const error = await packErrorOf(() => readWorkspace(join(root, from)));
      expect(error.code).toBe("WORKSPACE_NOT_FOUND");
      expect(error.message).toBe(
        `${join(root, "rush.json")} defines a monorepo, but there is no common/temp/pnpm-workspace.yaml beside it.`,
      );
      expect(error.hint).toContain("rush install");
    },
  );

  test("a rush.json without its workspace hides no other one beside it", async () => {
    const root = tree({
      "rush.json": "{}",
      "package.json": json({ name: "orchard", workspaces: ["apps/*"] }),
      "apps/picker": pkg("picker"),
    });
    expect(pathsOf(await readWorkspace(join(root, "apps/picker")))).toEqual(["", "apps/picker"]);
  });
});

function beside(files: Tree): Tree {
  return {
    "infra/package.json": json({ name: "orchard", private: true }),
    "infra/pnpm-workspace.yaml": "packages:\n  - ../apps/*\n  - ../libs/*\n  - links/*\n",
    "infra/pnpm-lock.yaml": lock.replace("../../apps", "../apps"),
    "libs/basket": pkg("@orchard/basket@1.0.0"),
    "apps/picker": pkg(
      "picker@1.0.0",
      { dependencies: { "@orchard/basket": "workspace:*", ms: "2.1.3" } },
      {
        "node_modules/@orchard/basket": link("../../../../libs/basket"),
        "node_modules/ms": link("../../../infra/node_modules/.pnpm/ms@2.1.3/node_modules/ms"),
      },
    ),
    "infra/node_modules/.pnpm/ms@2.1.3/node_modules/ms": pkg("ms@2.1.3"),
    ...files,
  };
}

describe("globs that lead up", () => {
  test("a directory that the workspace names is not outside, and is named from the root", async () => {
    const root = join(tree(beside({})), "infra");
    const workspace = await readWorkspace(root);
    expect(workspace).toMatchObject({ root, installRoot: root });
    expect(workspace.outsideDirs).toEqual([join(root, "../apps/picker"), join(root, "../libs/basket")]);
    expect(pathsOf(workspace)).toEqual(["", "../apps/picker", "../libs/basket"]);
    expect(isImporterPath(workspace, join(root, "../apps/other"))).toBe(true);
    expect(isImporterPath(workspace, join(root, "../other"))).toBe(false);

    const graph = await readGraphOf(root, "picker");
    expect(graph.problems).toEqual([]);
    expect(drawGraph(graph)).toEqual([
      "../apps/picker",
      "../apps/picker > @orchard/basket = ../libs/basket",
      "../apps/picker > ms = node_modules/.pnpm/ms@2.1.3/node_modules/ms",
      "../libs/basket",
      "node_modules/.pnpm/ms@2.1.3/node_modules/ms",
    ]);
  });

  test.each(["apps/picker", "apps/picker/node_modules"])(
    "from %s the workspace is the one that installed it",
    async (from) => {
      const dir = tree(beside({}));
      const workspace = await readWorkspace(join(dir, from));
      expect(workspace.root).toBe(join(dir, "infra"));
      expect(pathsOf(workspace)).toEqual(["", "../apps/picker", "../libs/basket"]);
    },
  );

  test("so it is where only packages that it links to have something from there", async () => {
    const dir = tree(
      beside({
        "apps/other": pkg("other", {}, { "node_modules/picker": link("../../picker") }),
        "apps/cycle": pkg("cycle", {}, { "node_modules/cycle": link("../../cycle") }),
      }),
    );
    expect((await readWorkspace(join(dir, "apps/other"))).root).toBe(join(dir, "infra"));
    expect((await readWorkspace(join(dir, "apps/cycle"))).root).toBe(join(dir, "apps/cycle"));
  });

  test("a package that only borrows from another workspace stands alone", async () => {
    const other = link("../../../infra/node_modules/.pnpm/ms@2.1.3/node_modules/ms");
    const dir = tree(beside({ "tools/scale": pkg("scale@1.0.0", {}, { "node_modules/ms": other }) }));
    expect((await readWorkspace(join(dir, "tools/scale"))).root).toBe(join(dir, "tools/scale"));
  });

  test("its lockfile speaks of them, too", async () => {
    const stale = { "infra/node_modules/.pnpm/ms@2.1.3/node_modules/ms": pkg("ms@2.1.2") };
    const graph = await readGraphOf(join(tree(beside(stale)), "infra"), "picker");
    expect(graph.problems.map(({ kind }) => kind)).toEqual(["range-mismatch", "stale-install"]);
    expect(graph.problems[0]).toMatchObject({ declaredIn: "../apps/picker/package.json" });
  });

  test("what a glob reaches by a link alone is outside as ever", async () => {
    const elsewhere = tree({ scale: pkg("scale@1.0.0") });
    const root = tree(
      beside({
        "infra/links/scale": link(join(elsewhere, "scale")),
        "apps/picker": pkg(
          "picker@1.0.0",
          { dependencies: { scale: "*" } },
          { "node_modules/scale": link(join(elsewhere, "scale")) },
        ),
      }),
    );
    const graph = await readGraphOf(join(root, "infra"), "picker");
    expect(graph.problems).toEqual([
      { kind: "outside-workspace", package: "scale@1.0.0", path: join(elsewhere, "scale") },
    ]);
  });
});
