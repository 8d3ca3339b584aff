import { join } from "node:path";
import type { Workspace } from "@lambda-pack/model";
import { isPackError } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { isImporterPath, platformInstallCommand, readWorkspace } from "../src/index.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import { monorepo } from "./monorepo.ts";

const arm = { os: "linux", cpu: "arm64", libc: "glibc" };

/** `path name` of each importer; `path !` where its package.json cannot be read. */
function drawImporters({ importers }: Workspace): readonly string[] {
  return importers.map(
    ({ path, name, manifest }) => `${path || "."} ${isPackError(manifest) ? "!" : (name ?? "unnamed")}`,
  );
}

describe("finding the root", () => {
  test("finds the nearest package.json with workspaces, from any directory below it", async () => {
    const root = monorepo({ "packages/database": pkg("database@1.0.0", {}, { "src/queries/all.js": "" }) });
    for (const cwd of [".", "packages", "packages/database", "packages/database/src/queries"]) {
      const workspace = await readWorkspace(join(root, cwd));
      expect(workspace.root).toBe(root);
      expect(drawImporters(workspace)).toEqual([". botland", "packages/database database"]);
    }
  });

  test("reads the object form of workspaces, with nohoist in use", async () => {
    const workspaces = { packages: ["packages/*"], nohoist: ["**"] };
    const root = monorepo({ "packages/database": pkg("database") }, { workspaces });
    expect(drawImporters(await readWorkspace(root))).toEqual([". botland", "packages/database database"]);
  });

  test("a package that only sets nohoist is no root", async () => {
    const root = monorepo({ "packages/database": pkg("database", { workspaces: { nohoist: ["knex"] } }) });
    expect((await readWorkspace(join(root, "packages/database"))).root).toBe(root);
  });

  test("a monorepo inside of another one is the nearer root", async () => {
    const root = monorepo({
      "packages/nested": pkg("nested", { workspaces: ["inner/*"] }, { "inner/leaf": pkg("leaf") }),
    });
    expect(drawImporters(await readWorkspace(join(root, "packages/nested/inner")))).toEqual([
      ". nested",
      "inner/leaf leaf",
    ]);
    expect(drawImporters(await readWorkspace(root))).toEqual([". botland", "packages/nested nested"]);
  });

  const berry = "__metadata:\n  version: 8\n";
  test.each([
    { name: "a package of a workspace of Yarn 2 and newer belongs to that", dir: "packages/nested", root: "." },
    { name: "one with a lockfile of its own does not", dir: "packages/nested", files: { "package-lock.json": "{}" } },
    { name: "nor one that the workspace does not list", dir: "elsewhere" },
    { name: "nor one in a workspace of Yarn classic", dir: "packages/nested", lockfile: "# yarn lockfile v1\n" },
  ])("of two monorepos, one inside of the other, $name", async ({ dir, root = dir, files, lockfile = berry }) => {
    const outer = monorepo({
      "yarn.lock": lockfile,
      [dir]: pkg("nested", { workspaces: ["inner/*"] }, { "inner/leaf": pkg("leaf"), ...files }),
    });
    expect((await readWorkspace(join(outer, dir, "inner/leaf"))).root).toBe(join(outer, root));
  });

  const mark = "node_modules/.package-lock.json";
  const locked = { "package-lock.json": "{}" };
  test.each([
    { name: "the outer, installed by npm", outer: { ...locked, [mark]: "{}" }, inner: {}, root: "." },
    {
      name: "the outer, installed by Yarn classic",
      outer: { "node_modules/.yarn-integrity": "" },
      inner: {},
      root: ".",
    },
    {
      name: "the outer, by Bun, which leaves no mark",
      outer: { "bun.lock": '{ "lockfileVersion": 1, "packages": {} }', "node_modules/ms/a.js": "" },
      inner: {},
      root: ".",
    },
    {
      name: "the outer, though the inner has a lockfile left over",
      outer: { ...locked, [mark]: "{}" },
      inner: locked,
      root: ".",
    },
    {
      name: "the outer, though the inner has a node_modules, as nested packages make",
      outer: { [mark]: "{}" },
      inner: { "node_modules/ms": pkg("ms") },
      root: ".",
    },
    {
      name: "the inner, installed by itself",
      outer: { [mark]: "{}" },
      inner: { [mark]: "{}" },
      root: "packages/nested",
    },
    {
      name: "the inner, with a lockfile and packages",
      outer: { [mark]: "{}" },
      inner: { ...locked, "node_modules/ms": pkg("ms") },
      root: "packages/nested",
    },
    { name: "the inner, where the outer is not installed", outer: locked, inner: {}, root: "packages/nested" },
  ])("of two monorepos the one whose install is there: $name", async ({ outer, inner, root }) => {
    const nested = pkg("nested", { workspaces: ["inner/*"] }, { "inner/leaf": pkg("leaf"), ...inner });
    const dir = tree({
      "package.json": json({ name: "botland", workspaces: ["packages/*"] }),
      "packages/nested": nested,
      ...outer,
    });
    for (const from of ["packages/nested", "packages/nested/inner/leaf"]) {
      expect((await readWorkspace(join(dir, from))).root).toBe(join(dir, root));
    }
  });

  test.each([
    ["pnpm-workspace.yaml", "packages: ['inner/*']"],
    ["lerna.json", '{ "packages": ["inner/*"] }'],
  ])("a %s inside of an installed monorepo that lists its folder makes no root", async (name, text) => {
    const dir = tree({
      "package.json": json({ name: "botland", workspaces: ["packages/*"] }),
      [mark]: "{}",
      "packages/nested": pkg("nested", {}, { "inner/leaf": pkg("leaf"), [name]: text }),
      "examples/alone": pkg("alone", {}, { "inner/leaf": pkg("leaf"), [name]: text }),
    });
    expect((await readWorkspace(join(dir, "packages/nested/inner"))).root).toBe(dir);
    // Not one of its packages.
    expect((await readWorkspace(join(dir, "examples/alone/inner"))).root).toBe(join(dir, "examples/alone"));
  });

  test("a yarn.lock above a monorepo that is none of its packages is left alone, broken or not", async () => {
    for (const manifest of ["{", "{}"]) {
      const around = tree({
        "yarn.lock": "__metadata:\n  version: 8\n",
        "package.json": manifest,
        "botland/package.json": json({ workspaces: ["packages/*"] }),
      });
      expect((await readWorkspace(join(around, "botland"))).root).toBe(join(around, "botland"));
    }
  });

  test("a checkout that is reached through a link is known by its real path", async () => {
    const root = tree({
      "repo/package.json": json({ workspaces: ["packages/*"] }),
      "repo/packages/database": pkg("database"),
      checkout: link("repo"),
    });
    const workspace = await readWorkspace(join(root, "checkout/packages"));
    expect(workspace.root).toBe(join(root, "repo"));
    expect(workspace.importers.map(({ dir }) => dir)).toEqual([
      join(root, "repo"),
      join(root, "repo/packages/database"),
    ]);
  });

  test("says that there is no package.json", async () => {
    const root = tree({ "empty/file": "" });
    const error = await packErrorOf(() => readWorkspace(join(root, "empty")));
    expect(error.code).toBe("WORKSPACE_NOT_FOUND");
    expect(error.message).toContain(`no package.json at or above ${join(root, "empty")}`);
  });

  test.each([{}, { workspaces: [] }, { workspaces: { nohoist: ["knex"] } }])(
    "a package that no workspace lists is a workspace of its own: %j",
    async (fields) => {
      const root = tree({ app: pkg("app", fields, { "src/index.js": "" }) });
      const workspace = await readWorkspace(join(root, "app/src"));
      expect(workspace).toMatchObject({ root: join(root, "app"), importerGlobs: [] });
      expect(workspace.importers).toMatchObject([{ dir: join(root, "app"), path: "", name: "app" }]);
    },
  );

  test("says that the working directory does not exist", async () => {
    const error = await packErrorOf(() => readWorkspace(join(tree({}), "gone")));
    expect(error.code).toBe("WORKSPACE_NOT_FOUND");
    expect(error.message).toContain("gone");
  });

  test("a pnpm-workspace.yaml with packages makes a root; one with settings alone does not", async () => {
    const files = { "package.json": json({ name: "botland" }), "packages/database": pkg("database") };
    const root = tree({ ...files, "pnpm-workspace.yaml": "packages: ['packages/*', '!packages/old*']\n" });
    const workspace = await readWorkspace(join(root, "packages/database"));
    expect(workspace.root).toBe(root);
    expect(workspace.importers.map(({ path }) => path)).toEqual(["", "packages/database"]);
    const alone = tree({ ...files, "pnpm-workspace.yaml": "nodeLinker: hoisted\n" });
    expect((await readWorkspace(alone)).importers.map(({ path }) => path)).toEqual([""]);
    expect((await readWorkspace(join(alone, "packages/database"))).root).toBe(join(alone, "packages/database"));
  });

  test.each([
    ["no YAML", "packages: ['packages/*'\ncatalog: {", ":2:1 is not valid YAML"],
    ["no mapping", "- packages\n", ":1:1 must hold a YAML mapping"],
    ["packages that are no list of texts", "packages: packages/*\n", '"packages" must be an array of strings'],
  ])("a pnpm-workspace.yaml with %s is an error with its place", async (_case, text, words) => {
    const root = tree({ "package.json": json({}), "pnpm-workspace.yaml": text });
    const error = await packErrorOf(() => readWorkspace(root));
    expect(error.code).toBe("MANIFEST_INVALID");
    expect(error.message).toContain(join(root, "pnpm-workspace.yaml"));
    expect(error.message).toContain(words);
  });
});

describe("broken files at the root", () => {
  test.each([
    ["truncated", '{\n  "workspaces": ["packages/*"', 2, 30],
    ["with a trailing comma", '{\n  "workspaces": ["packages/*"],\n}', 3, 1],
    ["a list", "[]", 1, 1],
  ])("a package.json that is %s is an error with its place", async (...[, text, line, column]) => {
    const root = tree({ "package.json": text, "packages/database": pkg("database") });
    const error = await packErrorOf(() => readWorkspace(join(root, "packages/database")));
    expect(error.code).toBe("MANIFEST_INVALID");
    expect(error.message).toContain(`${join(root, "package.json")}:${line}:${column}`);
  });

  test("a package.json with a byte order mark is fine", async () => {
    const root = tree({
      "package.json": `\uFEFF${json({ workspaces: ["packages/*"] })}`,
      "packages/database": pkg("database"),
    });
    expect(drawImporters(await readWorkspace(root))).toEqual([". unnamed", "packages/database database"]);
  });

  test.each([3, "packages/*", { packages: "packages/*" }, [1]])("workspaces: %j is an error", async (workspaces) => {
    const error = await packErrorOf(() => readWorkspace(tree({ "package.json": json({ workspaces }) })));
    expect(error.code).toBe("MANIFEST_INVALID");
    expect(error.message).toContain('"workspaces" must be an array of strings');
  });

  test.each([
    ["{", "lerna.json:1:2"],
    ['{"packages": "packages/*"}', '"packages" must be an array of strings'],
  ])("lerna.json %s is an error that names the file", async (text, message) => {
    const root = tree({
      "package.json": json({ workspaces: ["a/*"] }),
      below: { "package.json": "{}", "lerna.json": text },
    });
    const error = await packErrorOf(() => readWorkspace(join(root, "below")));
    expect(error.code).toBe("MANIFEST_INVALID");
    expect(error.message).toContain(join(root, "below/lerna.json"));
    expect(error.message).toContain(message);
  });

  test("a broken package.json below a root that does not list it is thrown: it may be the true root", async () => {
    const root = monorepo({ "inner/package.json": '{"workspaces": ["a/*"', "packages/database": pkg("database") });
    const error = await packErrorOf(() => readWorkspace(join(root, "inner")));
    expect(error.code).toBe("MANIFEST_INVALID");
    expect(error.message).toContain(join(root, "inner/package.json"));
    expect((await readWorkspace(root)).root).toBe(root);
  });
});

describe("importers", () => {
  test("broken, unnamed and duplicate-named packages are kept and harm nobody", async () => {
    const root = monorepo({
      "packages/broken/package.json": "{",
      "packages/faulty": pkg("faulty", { dependencies: [] }),
      "packages/database": pkg("database"),
      "packages/copy": pkg("database"),
      "packages/unnamed/package.json": "{}",
      "packages/notes/readme.md": "",
      "packages/file": "",
    });
    const workspace = await readWorkspace(join(root, "packages/broken"));
    expect(drawImporters(workspace)).toEqual([
      ". botland",
      "packages/broken !",
      "packages/copy database",
      "packages/database database",
      "packages/faulty !",
      "packages/unnamed unnamed",
    ]);
  });

  test("globs may begin with ./ and end with a slash; packages match once, in code-unit order", async () => {
    const root = monorepo(
      {
        "packages/b": pkg("b"),
        "packages/B": pkg("B"),
        "packages/ä": pkg("umlaut"),
        "apps/deep/down": pkg("down"),
        single: pkg("single"),
      },
      { workspaces: ["./packages/*/", "packages/b", "apps/**", "./single/", "single/package.json", "."] },
    );
    expect(drawImporters(await readWorkspace(root))).toEqual([
      ". botland",
      "apps/deep/down down",
      "packages/B B",
      "packages/b b",
      "packages/ä umlaut",
      "single single",
    ]);
  });

  test("braces, choices, scopes and names with special characters are read as package managers read them", async () => {
    const root = monorepo(
      {
        "packages/database": pkg("database"),
        "packages/draft": pkg("draft"),
        "libs/@bot/chat": pkg("@bot/chat"),
        "libs/@bot/voice 2": pkg("@bot/voice"),
        "apps/v1.0/web": pkg("web"),
        "apps/v1.0/web/nested": pkg("nested"),
      },
      { workspaces: ["{packages,nowhere}/!(draft)", "libs/@*/*", "apps/v[0-9].?/*"] },
    );
    expect(drawImporters(await readWorkspace(root))).toEqual([
      ". botland",
      "apps/v1.0/web web",
      "libs/@bot/chat @bot/chat",
      "libs/@bot/voice 2 @bot/voice",
      "packages/database database",
    ]);
  });

  test("a package that lies below another package is found where a glob says so, and is no part of it", async () => {
    const root = monorepo(
      { "packages/database": pkg("database", { workspaces: { nohoist: ["**"] } }, { nested: pkg("nested") }) },
      { workspaces: { packages: ["packages/*", "packages/*/nested"], nohoist: ["**/knex"] } },
    );
    const workspace = await readWorkspace(join(root, "packages/database/nested"));
    expect(drawImporters(workspace)).toEqual([
      ". botland",
      "packages/database database",
      "packages/database/nested nested",
    ]);
  });

  test("those of an importer's own workspaces are importers to Yarn 2 and newer, at any depth", async () => {
    const nodes = {
      "packages/database": pkg("database", { workspaces: ["./drivers/*", "!drivers/draft"] }),
      "packages/database/drivers/mysql": pkg("mysql", { workspaces: { packages: ["parts/*"] } }),
      "packages/database/drivers/mysql/parts/pool": pkg("pool"),
      "packages/database/drivers/draft": pkg("draft"),
      "packages/broken/package.json": "{",
      "packages/[odd]": pkg("odd", { workspaces: ["inner"] }, { inner: pkg("inner") }),
    };
    const outer = [". botland", "packages/[odd] odd", "packages/broken !", "packages/database database"];
    expect(drawImporters(await readWorkspace(monorepo(nodes)))).toEqual(outer);
    const berry = await readWorkspace(monorepo({ ...nodes, "yarn.lock": "__metadata:\n  version: 8\n" }));
    expect(drawImporters(berry)).toEqual([
      ". botland",
      "packages/[odd] odd",
      "packages/[odd]/inner inner",
      "packages/broken !",
      "packages/database database",
      "packages/database/drivers/mysql mysql",
      "packages/database/drivers/mysql/parts/pool pool",
    ]);
    expect(isImporterPath(berry, join(berry.root, "packages/database/drivers/sqlite"))).toBe(true);
    expect(isImporterPath(berry, join(berry.root, "packages/database/drivers/draft"))).toBe(false);
  });

  test("never looks into node_modules or hidden directories", async () => {
    const root = monorepo(
      {
        "packages/database": pkg("database", {}, { "node_modules/ms": pkg("ms"), ".cache/left": pkg("left") }),
        "node_modules/lodash": pkg("lodash"),
      },
      { workspaces: ["**"] },
    );
    expect(drawImporters(await readWorkspace(root))).toEqual([". botland", "packages/database database"]);
  });

  test("a linked directory is followed where a glob names its level, and known by its real path", async () => {
    const root = monorepo({
      "elsewhere/shared": pkg("shared"),
      "packages/shared": link("../elsewhere/shared"),
      "packages/gone": link("nowhere"),
    });
    expect(drawImporters(await readWorkspace(root))).toEqual([". botland", "elsewhere/shared shared"]);
  });

  test("** does not follow links, which may lead in circles", async () => {
    const root = monorepo(
      { "packages/a": pkg("a", {}, { up: link(".."), out: link("../../elsewhere") }), elsewhere: pkg("elsewhere") },
      { workspaces: ["packages/**"] },
    );
    expect(drawImporters(await readWorkspace(root))).toEqual([". botland", "packages/a a"]);
  });

  test("npm honours negated globs in their order; Yarn classic and Lerna ignore them", async () => {
    const packages = {
      "packages/database": pkg("database"),
      "packages/excluded": pkg("excluded"),
      "packages/again": pkg("again"),
    };
    const globs = ["packages/*", "!packages/{excluded,again}", "packages/again"];
    const fields = json({ name: "botland", workspaces: globs });
    const all = [". botland", "packages/again again", "packages/database database", "packages/excluded excluded"];

    const npm = tree({ "package.json": fields, "package-lock.json": "{}", ...packages });
    expect(drawImporters(await readWorkspace(npm))).toEqual(all.slice(0, 3));
    const yarn = tree({ "package.json": fields, "yarn.lock": "", ...packages });
    expect(drawImporters(await readWorkspace(yarn))).toEqual(all);
    const lerna = tree({
      "package.json": json({ name: "botland" }),
      "lerna.json": json({ packages: globs }),
      ...packages,
    });
    expect(drawImporters(await readWorkspace(lerna))).toEqual(all);
  });

  test("npm takes backslashes of a glob for slashes, on every system", async () => {
    const workspaces = [String.raw`packages\*`, String.raw`!.\packages\excluded`, String.raw`tools\cli` + "\\"];
    const packages = {
      "packages/database": pkg("database"),
      "packages/excluded": pkg("excluded"),
      "tools/cli": pkg("cli"),
    };
    const root = tree({
      "package.json": json({ name: "botland", workspaces }),
      "package-lock.json": "{}",
      ...packages,
    });
    expect(drawImporters(await readWorkspace(root))).toEqual([
      ". botland",
      "packages/database database",
      "tools/cli cli",
    ]);
  });

  test("workspaces are found although yarn.lock says nothing of them", async () => {
    const root = monorepo({
      "yarn.lock": '# yarn lockfile v1\n\n\nms@2:\n  version "2.0.0"\n',
      "packages/database": pkg("database"),
    });
    const workspace = await readWorkspace(root);
    expect(drawImporters(workspace)).toEqual([". botland", "packages/database database"]);
    expect(workspace.lockfiles.map(({ file }) => file)).toEqual([join(root, "yarn.lock")]);
  });
});

describe("lerna.json", () => {
  test("legacy bootstrap: packages/* without a list, each package with its own lockfile", async () => {
    const root = tree({
      "lerna.json": "{}",
      "package.json": json({ name: "botland" }),
      "packages/database": pkg(
        "database",
        {},
        {
          "package-lock.json": json({
            packages: { "": { dependencies: { ms: "2" } }, "node_modules/ms": { version: "2.0.0" } },
          }),
          "node_modules/ms": pkg("ms"),
        },
      ),
      "packages/shared": pkg("shared", {}, { "yarn.lock": 'ms@2:\n  version "2.1.3"\n' }),
      "packages/plain": pkg("plain"),
    });
    const workspace = await readWorkspace(root);
    expect(workspace.packageManager).toBe("lerna");
    expect(workspace.installCommand).toBe("npx lerna clean --yes && npx lerna bootstrap");
    expect(drawImporters(workspace)).toEqual([
      ". botland",
      "packages/database database",
      "packages/plain plain",
      "packages/shared shared",
    ]);
    expect(workspace.lockfiles.map(({ dir }) => dir)).toEqual([
      join(root, "packages/database"),
      join(root, "packages/shared"),
    ]);
    expect(workspace.lockfiles[0]?.locked.get("ms")).toMatchObject([{ version: "2.0.0" }]);
    expect(workspace.lockfiles[1]?.locked.get("ms@2")?.[0]?.version).toBe("2.1.3");
  });

  test("a root without package.json is no importer", async () => {
    const root = tree({ "lerna.json": json({ packages: ["modules/*"] }), "modules/database": pkg("database") });
    expect(drawImporters(await readWorkspace(root))).toEqual(["modules/database database"]);
  });

  test("with workspaces in package.json the package manager installs, and both lists count", async () => {
    const root = monorepo(
      { "lerna.json": json({ packages: ["libs/*"], npmClient: "yarn" }), "libs/a": pkg("a"), "packages/b": pkg("b") },
      { workspaces: ["packages/*"] },
    );
    const workspace = await readWorkspace(root);
    expect(workspace.packageManager).toBe("yarn-classic");
    expect(drawImporters(workspace)).toEqual([". botland", "libs/a a", "packages/b b"]);
  });

  test.each([undefined, "packages/*", ["packages/*"], { a: 1 }])(
    "useWorkspaces follows package.json alone, whatever packages says: %j",
    async (packages) => {
      const lerna = json({ lerna: "3.4.0", version: "1.0.0", packages, npmClient: "yarn", useWorkspaces: true });
      const nodes = { "lerna.json": lerna, "apps/a": pkg("a"), "packages/b": pkg("b") };
      const root = monorepo(nodes, { workspaces: { packages: ["apps/*"], nohoist: [] } });
      const workspace = await readWorkspace(root);
      expect(workspace.packageManager).toBe("yarn-classic");
      expect(drawImporters(workspace)).toEqual([". botland", "apps/a a"]);
      expect(workspace.importerGlobs).toEqual(["apps/*"]);
    },
  );

  test.each(["packages/*", ["packages/*"], 3])(
    "with pnpm as its client it follows pnpm-workspace.yaml alone, whatever packages says: %j",
    async (packages) => {
      const root = tree({
        "package.json": json({ name: "botland" }),
        "lerna.json": json({ npmClient: "pnpm", packages }),
        "pnpm-workspace.yaml": "packages: ['apps/*']",
        "apps/a": pkg("a"),
        "packages/b": pkg("b"),
      });
      expect(drawImporters(await readWorkspace(root))).toEqual([". botland", "apps/a a"]);
    },
  );

  test("packages that is no list stops nothing that another package manager installs", async () => {
    const lerna = { "lerna.json": json({ packages: "libs/*" }) };
    const yarn = monorepo({ ...lerna, "packages/b": pkg("b") });
    expect(drawImporters(await readWorkspace(yarn))).toEqual([". botland", "packages/b b"]);
    const pnpm = tree({ ...lerna, "pnpm-workspace.yaml": "packages: ['apps/*']", "apps/a": pkg("a") });
    expect(drawImporters(await readWorkspace(pnpm))).toEqual(["apps/a a"]);
  });

  test("useWorkspaces without workspaces, which Lerna refuses, takes nothing away", async () => {
    const root = tree({ "lerna.json": json({ useWorkspaces: true, packages: ["libs/*"] }), "libs/a": pkg("a") });
    expect(drawImporters(await readWorkspace(root))).toEqual(["libs/a a"]);
  });
});

describe("the package manager", () => {
  const fields = json({ name: "botland", workspaces: ["packages/*"] });
  const pnpmLock = "lockfileVersion: '9.0'\n";
  const berryLock = "__metadata:\n  version: 8\n";
  const pnpData = json({ packageRegistryData: [["ms", [["npm:2.1.3", { packageLocation: "./ms/" }]]]] });

  test.each([
    ["yarn-classic", { "yarn.lock": "" }],
    ["npm", { "package-lock.json": "{}" }],
    ["npm", { "npm-shrinkwrap.json": "{}" }],
    ["npm", { "yarn.lock": "", "node_modules/.package-lock.json": "{}" }],
    ["yarn-classic", { "package-lock.json": "{}", "node_modules/.yarn-integrity": "" }],
    ["pnpm", { "pnpm-lock.yaml": pnpmLock }],
    ["pnpm", { "package-lock.json": "{}", "node_modules/.modules.yaml": "nodeLinker: hoisted" }],
    ["yarn-berry", { "yarn.lock": berryLock }],
    ["yarn-berry", { "package-lock.json": "{}", "node_modules/.yarn-state.yml": "" }],
    ["yarn-berry", { "package-lock.json": "{}", ".pnp.data.json": pnpData, ".pnp.cjs": "" }],
    ["yarn-berry", { "yarn.lock": berryLock, "node_modules/.store/ms": {} }],
    ["npm", { "package-lock.json": "{}", "node_modules/.store/ms": {}, "node_modules/.package-lock.json": "{}" }],
    ["bun", { "bun.lock": '{ "lockfileVersion": 1, "packages": {}, }' }],
    ["bun", { "package-lock.json": "{}", "node_modules/.bun/ms": {} }],
    ["npm", {}],
    ["pnpm", { "package.json": json({ workspaces: ["a"], packageManager: "pnpm@10.0.0" }) }],
    ["bun", { "package.json": json({ workspaces: ["a"], packageManager: "bun@1.3.0" }) }],
    ["yarn-berry", { "package.json": json({ workspaces: ["a"], packageManager: "yarn@4.18.1+sha512.abc" }) }],
    ["pnpm", { "pnpm-workspace.yaml": "packages: ['a']" }],
    ["yarn-classic", { "pnpm-workspace.yaml": "packages: ['a']", "node_modules/.yarn-integrity": "" }],
    ["pnpm", { "lerna.json": json({ npmClient: "pnpm" }), "pnpm-workspace.yaml": "packages: ['a']" }],
    ["yarn-classic", { "lerna.json": json({ npmClient: "yarn" }) }],
    ["yarn-classic", { "package.json": json({ workspaces: ["a"], packageManager: "yarn@1.22.22" }) }],
    [
      "npm",
      {
        "package.json": json({ workspaces: ["a"], packageManager: "npm@11.0.0" }),
        "yarn.lock": "",
        "package-lock.json": "{}",
      },
    ],
  ])("is %s for %j", async (expected, files) => {
    expect((await readWorkspace(tree({ "package.json": fields, ...files }))).packageManager).toBe(expected);
  });

  test("has a command that installs and one that installs for another platform", async () => {
    const npm = await readWorkspace(tree({ "package.json": fields, "package-lock.json": "{}" }));
    expect(npm.installCommand).toBe("npm install");
    expect(platformInstallCommand(npm, arm)).toBe("npm install --os=linux --cpu=arm64 --libc=glibc");
    const yarn = await readWorkspace(tree({ "package.json": fields, "yarn.lock": "" }));
    expect(yarn.installCommand).toBe("yarn install");
    expect(platformInstallCommand(yarn, arm)).toBe("yarn install --ignore-platform --force");
    const lerna = await readWorkspace(tree({ "lerna.json": "{}" }));
    expect(platformInstallCommand(lerna, arm)).toBe(
      "npx lerna clean --yes && npx lerna bootstrap -- --os=linux --cpu=arm64 --libc=glibc --ignore-platform",
    );
  });

  test("a broken lockfile of the root is an error", async () => {
    const root = tree({ "package.json": fields, "package-lock.json": "{\n" });
    const error = await packErrorOf(() => readWorkspace(root));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.message).toContain(`${join(root, "package-lock.json")}:2:1`);
  });

  test("the names that the root overrides are known", async () => {
    const root = monorepo({}, { resolutions: { "**/semver": "7" }, overrides: { ms: "2" } });
    expect(Object.fromEntries((await readWorkspace(root)).overriddenNames)).toEqual({
      semver: "resolutions in package.json",
    });
  });
});
