import { expect, test } from "vitest";
import { examineWorkspace } from "../../src/examine/examine-workspace.ts";
import { listImporterNames } from "../../src/root/list-importer-names.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";

const yarnLock = '# yarn lockfile v1\n\n\nknots@^1.0.0:\n  version "1.0.0"\n';

/** Two packages that sail, one of which needs knots. */
const fleet = {
  "package.json": json({ name: "fleet", private: true, workspaces: ["boats/*"] }),
  boats: {
    cutter: pkg("@fleet/cutter@1.0.0", { dependencies: { knots: "^1.0.0", "@fleet/ketch": "1.0.0" } }),
    ketch: pkg("@fleet/ketch@1.0.0", { optionalDependencies: { sonar: "1.0.0" } }),
  },
};

test("Yarn classic after its install", async () => {
  const root = tree({
    ...fleet,
    "yarn.lock": yarnLock,
    node_modules: {
      ".yarn-integrity": "{}",
      knots: pkg("knots@1.0.0"),
      "@fleet": { ketch: link("../../boats/ketch") },
    },
  });
  const { importers, ...findings } = await examineWorkspace(`${root}/boats/cutter`);
  expect(importers.map(({ path }) => path)).toEqual(["", "boats/cutter", "boats/ketch"]);
  expect(findings).toEqual({
    root,
    unbuiltDirs: [],
    rootMarks: ["workspaces in package.json"],
    packageManager: "yarn-classic",
    recognizedBy: "installed",
    installCommand: "yarn install",
    lockfiles: [{ name: "yarn.lock", format: "1", used: true }],
    plugAndPlay: false,
    installed: { hoisted: 1, own: 0, linked: 0, missing: 0 },
  });
});

test("nothing installed, and a manager that is only asked for", async () => {
  const root = tree({
    ...fleet,
    "package.json": json({ name: "fleet", workspaces: ["boats/*"], packageManager: "yarn@4.5.0+sha512.abcdef" }),
  });
  expect(await examineWorkspace(root)).toMatchObject({
    packageManager: "yarn-berry",
    recognizedBy: "declared",
    declared: { text: "yarn@4.5.0", file: "package.json", packageManager: "yarn-berry" },
    lockfiles: [],
    installed: { hoisted: 0, missing: 1 },
  });
});

test("without any trace npm is taken", async () => {
  expect(await examineWorkspace(tree(fleet))).toMatchObject({ packageManager: "npm", recognizedBy: "nothing" });
});

test("pnpm isolated, with its version", async () => {
  const root = tree({
    ...fleet,
    "package.json": json({ name: "fleet" }),
    "pnpm-workspace.yaml": "packages:\n  - boats/*\n",
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n\nimporters: {}\n",
    node_modules: {
      ".modules.yaml": json({ nodeLinker: "isolated", packageManager: "pnpm@10.4.1" }),
      ".pnpm": { "knots@1.0.0": { node_modules: { knots: pkg("knots@1.0.0") } } },
    },
    boats: {
      ...fleet.boats,
      cutter: {
        ...fleet.boats.cutter,
        node_modules: { knots: link("../../../node_modules/.pnpm/knots@1.0.0/node_modules/knots") },
      },
    },
  });
  expect(await examineWorkspace(root)).toMatchObject({
    rootMarks: ["packages in pnpm-workspace.yaml"],
    packageManager: "pnpm",
    recognizedBy: "layout",
    version: "10.4.1",
    lockfiles: [{ name: "pnpm-lock.yaml", format: "9.0", used: true }],
    installed: { hoisted: 0, own: 0, linked: 1, missing: 0 },
  });
});

test("Lerna without workspaces, each package with its own copies", async () => {
  const root = tree({
    "package.json": json({ name: "fleet" }),
    "lerna.json": json({ packages: ["boats/*"] }),
    node_modules: { lerna: pkg("lerna@4.0.0") },
    boats: { ...fleet.boats, cutter: { ...fleet.boats.cutter, node_modules: { knots: pkg("knots@1.0.0") } } },
  });
  expect(await examineWorkspace(root)).toMatchObject({
    rootMarks: ["packages in lerna.json"],
    packageManager: "lerna",
    version: "4.0.0",
    installed: { hoisted: 0, own: 1 },
  });
});

test("Yarn 4 by the release that it keeps", async () => {
  const root = tree({
    ...fleet,
    ".yarnrc.yml": "nodeLinker: node-modules\nyarnPath: .yarn/releases/yarn-4.5.3.cjs\n",
    "yarn.lock": "__metadata:\n  version: 8\n  cacheKey: 10c0\n",
    node_modules: { ".yarn-state.yml": "" },
  });
  expect(await examineWorkspace(root)).toMatchObject({
    packageManager: "yarn-berry",
    version: "4.5.3",
    lockfiles: [{ name: "yarn.lock", format: "8", used: true }],
  });
});

test("of several lockfiles one is used", async () => {
  const root = tree({
    ...fleet,
    "yarn.lock": yarnLock,
    "package-lock.json": json({ lockfileVersion: 3, packages: {} }),
    "bun.lockb": "",
    node_modules: { ".package-lock.json": "{}" },
  });
  const { lockfiles } = await examineWorkspace(root);
  expect(lockfiles.map(({ name, used, format }) => [name, used, format])).toEqual([
    ["package-lock.json", true, "3"],
    ["yarn.lock", false, "1"],
    ["bun.lockb", false, undefined],
  ]);
});

test("Bun's binary lockfile is used where it is the only one, and cannot be read", async () => {
  const { lockfiles, error } = await examineWorkspace(tree({ ...fleet, "bun.lockb": "#!/usr/bin/env bun\n" }));
  expect(lockfiles).toMatchObject([{ name: "bun.lockb", used: true, error: { code: "LOCKFILE_INVALID" } }]);
  expect(error?.code).toBe("LOCKFILE_INVALID");
});

test("Bun's binary lockfile is not used where it has been converted", async () => {
  const root = tree({ ...fleet, "bun.lockb": "", "bun.lock": json({ lockfileVersion: 1, packages: {} }) });
  const { lockfiles, error } = await examineWorkspace(root);
  expect(lockfiles.map(({ name, used }) => [name, used])).toEqual([
    ["bun.lock", true],
    ["bun.lockb", false],
  ]);
  expect(error).toBeUndefined();
});

test("npm's shrinkwrap stands before its lock", async () => {
  const lock = json({ lockfileVersion: 3, packages: {} });
  const { lockfiles } = await examineWorkspace(
    tree({ ...fleet, "package-lock.json": lock, "npm-shrinkwrap.json": lock }),
  );
  expect(lockfiles.map(({ name, used }) => [name, used])).toEqual([
    ["npm-shrinkwrap.json", true],
    ["package-lock.json", false],
  ]);
});

test("a lockfile that is broken is found, and is why nothing can be packed", async () => {
  const root = tree({ ...fleet, "package-lock.json": "{" });
  const { lockfiles, error } = await examineWorkspace(root);
  expect(lockfiles).toMatchObject([{ name: "package-lock.json", used: true, error: { code: "LOCKFILE_INVALID" } }]);
  expect(error?.code).toBe("LOCKFILE_INVALID");
});

test("an install without files is why nothing can be packed", async () => {
  const root = tree({
    ...fleet,
    "pnpm-workspace.yaml": "packages:\n  - boats/*\n",
    node_modules: { ".modules.yaml": json({ nodeLinker: "loaded" }) },
  });
  expect((await examineWorkspace(root)).error?.code).toBe("WORKSPACE_UNSUPPORTED");
});

test("where there is no monorepo, it throws", async () => {
  expect((await packErrorOf(() => examineWorkspace(tree({ "readme.txt": "" })))).code).toBe("WORKSPACE_NOT_FOUND");
});

test("names are listed though the lockfile is broken, and without those that have none", async () => {
  const root = tree({ ...fleet, "package-lock.json": "{", boats: { ...fleet.boats, raft: { "package.json": "{}" } } });
  expect(await listImporterNames(`${root}/boats`)).toEqual(["@fleet/cutter", "@fleet/ketch"]);
});
