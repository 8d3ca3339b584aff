import { PackError } from "@lambda-pack/model";
import type { Importer, Workspace } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { findImporters, findPackableImporters, parseManifest } from "../../src/index.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { json } from "@lambda-pack/test-support/disk/tree";

const root = "/botland";

function importer(path: string, fields: { readonly name?: string; readonly lambdaPack?: unknown }): Importer {
  const dir = path === "" ? root : `${root}/${path}`;
  return { dir, path, name: fields.name, manifest: parseManifest(json(fields), `${dir}/package.json`) };
}

function broken(path: string, isPackable = false): Importer {
  const dir = `${root}/${path}`;
  const manifest = new PackError("MANIFEST_INVALID", `${dir}/package.json:1:2 is broken.`, { details: { isPackable } });
  return { dir, path, name: undefined, manifest };
}

function workspaceOf(importers: readonly Importer[]): Workspace {
  return {
    root,
    packageManager: "npm",
    importers,
    installRoot: root,
    outsideDirs: [],
    importerGlobs: ["packages/*"],
    lockfiles: [],
    unbuiltDirs: new Map(),
    overriddenNames: new Map(),
    stores: [],
    linkedModules: new Map(),
    injected: new Map(),
    resolvedDependencies: new Map(),
    replacesBundled: false,
    plugAndPlay: undefined,
    installCommand: "npm install",
  };
}

const botland = workspaceOf([
  importer("", { name: "botland" }),
  importer("packages/database", { name: "database" }),
  importer("packages/dbwrapper", { name: "@botland/dbwrapper" }),
  importer("packages/lambda-b", { name: "@botland/lambda-b" }),
  importer("packages/lambda-a", { name: "lambda-a" }),
  importer("packages/unnamed", {}),
]);

function paths(names: readonly string[], cwd = root, workspace = botland): readonly string[] {
  return findImporters(workspace, names, cwd).map(({ path }) => path);
}

describe("findImporters", () => {
  test.each([
    ["its full name", "@botland/dbwrapper", root],
    ["its name without scope", "dbwrapper", root],
    ["an absolute directory", "/botland/packages/dbwrapper", "/elsewhere"],
    ["a directory below the root", "packages/dbwrapper", `${root}/packages/database`],
    ["a directory below the working directory", "../dbwrapper/", `${root}/packages/database`],
    ["the working directory", ".", `${root}/packages/dbwrapper`],
    ["the working directory with a slash", "./", `${root}/packages/dbwrapper`],
  ])("finds a package by %s", (_case, name, cwd) => {
    expect(paths([name], cwd)).toEqual(["packages/dbwrapper"]);
  });

  test("finds the root by its name and by its directory", () => {
    expect(paths(["botland"])).toEqual([""]);
    expect(paths(["."])).toEqual([""]);
  });

  test("finds a package without name by its directory", () => {
    expect(paths(["packages/unnamed"])).toEqual(["packages/unnamed"]);
  });

  test.each([
    ["names", "lambda-*", ["packages/lambda-a", "packages/lambda-b"]],
    ["scoped names", "@botland/*", ["packages/dbwrapper", "packages/lambda-b"]],
    ["paths", "packages/lambda-*", ["packages/lambda-a", "packages/lambda-b"]],
    ["paths with ./ and a slash", "./packages/lambda-*/", ["packages/lambda-a", "packages/lambda-b"]],
    ["braces", "{database,lambda-a}", ["packages/database", "packages/lambda-a"]],
    ["paths of packages without name", "packages/un*", ["packages/unnamed"]],
    ["paths with backslashes", String.raw`packages\lambda-*`, ["packages/lambda-a", "packages/lambda-b"]],
    [
      "paths with backslashes of the shell's completion",
      String.raw`.\packages\lambda-?` + "\\",
      ["packages/lambda-a", "packages/lambda-b"],
    ],
  ])("a glob matches %s, ordered by path", (_case, glob, expected) => {
    expect(paths([glob])).toEqual(expected);
  });

  test("a glob takes the root only if it has settings; named, it is found as it is", () => {
    const packages = [importer("packages/picker", { name: "picker" })];
    const bare = workspaceOf([importer("", { name: "@orchard" }), ...packages]);
    const settled = workspaceOf([importer("", { name: "orchard", lambdaPack: {} }), ...packages]);
    for (const glob of ["*", "**", "{*,@*}"]) {
      expect(paths([glob], root, bare)).toEqual(["packages/picker"]);
      expect(paths([glob], root, settled)).toEqual(["", "packages/picker"]);
    }
    expect(paths(["*", "."], root, settled)).toEqual(["", "packages/picker"]);
    expect(paths(["picker", "orchard"], root, settled)).toEqual(["packages/picker", ""]);
  });

  test("several names give each package once, in the order of the names", () => {
    expect(paths(["lambda-b", "database", "lambda-*", "packages/database"])).toEqual([
      "packages/lambda-b",
      "packages/database",
      "packages/lambda-a",
    ]);
    expect(paths([])).toEqual([]);
  });

  test("an exact full name wins over everything", () => {
    const workspace = workspaceOf([
      importer("shared", { name: "@a/shared" }),
      importer("other", { name: "shared" }),
      importer("third", { name: "@b/shared" }),
      importer("globbed", { name: "lambda-*" }),
      importer("lambda-a", { name: "lambda-a" }),
    ]);
    expect(paths(["shared"], root, workspace)).toEqual(["other"]);
    expect(paths(["lambda-*"], root, workspace)).toEqual(["globbed"]);
  });

  test("a directory below the working directory wins over one below the root", () => {
    const workspace = workspaceOf([importer("a/b", {}), importer("b", {})]);
    expect(paths(["b"], `${root}/a`, workspace)).toEqual(["a/b"]);
    expect(paths(["b"], root, workspace)).toEqual(["b"]);
  });

  test.each([
    ["two scopes", [importer("one", { name: "@a/shared" }), importer("two", { name: "@b/shared" })]],
    ["one full name twice", [importer("one", { name: "shared" }), importer("two", { name: "shared" })]],
    ["a name and a directory", [importer("one", { name: "@a/shared" }), importer("shared", { name: "other" })]],
  ])("a name that fits %s is ambiguous, and the candidates are told", async (_case, importers) => {
    const error = await packErrorOf(() => paths(["shared"], root, workspaceOf(importers)));
    expect(error.code).toBe("IMPORTER_AMBIGUOUS");
    expect(error.message).toContain('"shared" matches 2 packages');
    for (const { path } of importers) expect(error.message).toContain(`(${path})`);
  });

  test("an unknown name offers the nearest ones", async () => {
    const error = await packErrorOf(() => paths(["databse"]));
    expect(error.code).toBe("IMPORTER_NOT_FOUND");
    expect(error.message).toContain('"databse"');
    expect(error.hint).toBe('Did you mean "database"?');
    const three = await packErrorOf(() => paths(["lambda-x"]));
    expect(three.hint).toBe('Did you mean "@botland/lambda-b" or "lambda-a"?');
  });

  test("an empty name is no package, not even the one of the working directory", async () => {
    const error = await packErrorOf(() => paths([""]));
    expect(error.code).toBe("IMPORTER_NOT_FOUND");
  });

  test("an unknown name is compared without regard to case, and one that is short is not like everything", async () => {
    expect((await packErrorOf(() => paths(["DATABASE"]))).hint).toBe('Did you mean "database"?');
    expect((await packErrorOf(() => paths(["data"]))).hint).toMatch(/^The workspace has /u);
  });

  test("an unknown name that is like none lists what there is", async () => {
    const error = await packErrorOf(() => paths(["zebra-stripes"]));
    expect(error.hint).toBe("The workspace has @botland/dbwrapper, @botland/lambda-b, botland, database, lambda-a.");
  });

  test("an unknown name tells which packages could not be read", async () => {
    const workspace = workspaceOf([...botland.importers, broken("packages/shared")]);
    const error = await packErrorOf(() => paths(["common"], root, workspace));
    expect(error.code).toBe("IMPORTER_NOT_FOUND");
    expect(error.message).toContain("the package.json of packages/shared cannot be read");
  });

  test("a glob that matches nothing is an error", async () => {
    const error = await packErrorOf(() => paths(["edge-*"]));
    expect(error.code).toBe("IMPORTER_NOT_FOUND");
    expect(error.message).toContain('matches "edge-*"');
  });

  test("a broken package is thrown only when it is named", async () => {
    const workspace = workspaceOf([...botland.importers, broken("packages/shared")]);
    expect(paths(["database"], root, workspace)).toEqual(["packages/database"]);
    for (const name of ["packages/shared", "packages/sh*", "shared", "@botland/shared"]) {
      expect((await packErrorOf(() => paths([name], root, workspace))).code).toBe("MANIFEST_INVALID");
    }
  });

  test.each([
    "../../evil",
    "__proto__",
    "a/b/c",
    ".hidden",
    "back\\slash",
    "nul\0",
    "@scope/..",
    "@/x",
    "",
    "node_modules",
    "@scope/",
  ])("the name %j cannot be a path of the bundle", async (name) => {
    const workspace = workspaceOf([importer("packages/evil", { name })]);
    const error = await packErrorOf(() => paths(["packages/evil"], root, workspace));
    expect(error.code).toBe("PACKAGE_NAME_INVALID");
    expect(error.message).toContain(JSON.stringify(name));
  });

  test.each(["JSONStream", "@Botland/Shared", "lodash.merge", "with space", "constructor", "ünïcode"])(
    "the old name %j is fine",
    (name) => {
      expect(paths(["packages/old"], root, workspaceOf([importer("packages/old", { name })]))).toEqual([
        "packages/old",
      ]);
    },
  );
});

describe("findPackableImporters", () => {
  test("finds every package with a lambdaPack field, ordered as in the workspace", () => {
    const workspace = workspaceOf([
      importer("packages/a", { lambdaPack: {} }),
      importer("packages/b", { name: "b" }),
      importer("packages/c", { lambdaPack: { runtime: "nodejs22.x" } }),
      broken("packages/template"),
    ]);
    expect(findPackableImporters(workspace).map(({ path }) => path)).toEqual(["packages/a", "packages/c"]);
  });

  test("says that there is none", async () => {
    expect((await packErrorOf(() => findPackableImporters(botland))).code).toBe("NO_TARGETS");
  });

  test("does not pass over a broken package that speaks of lambdaPack", async () => {
    const workspace = workspaceOf([importer("packages/a", { lambdaPack: {} }), broken("packages/b", true)]);
    expect((await packErrorOf(() => findPackableImporters(workspace))).code).toBe("MANIFEST_INVALID");
  });
});
