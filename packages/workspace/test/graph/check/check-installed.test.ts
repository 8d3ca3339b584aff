import { join } from "node:path";
import type { Problem } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { edgeOf, readGraphOf } from "../../read-graph-of.ts";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";
import type { Fields, Tree } from "@lambda-pack/test-support/disk/tree";
import { monorepo } from "../../monorepo.ts";

async function problemsOf(root: string, target = "database"): Promise<readonly Problem[]> {
  return (await readGraphOf(root, target)).problems;
}

async function problemsFor(range: string, installed: string): Promise<readonly Problem[]> {
  return problemsOf(
    monorepo({
      "packages/database": pkg("database@1.0.0", { dependencies: { semver: range } }),
      "node_modules/semver": pkg(installed),
    }),
  );
}

describe("versions and ranges", () => {
  test("a version outside of the declared range is a problem", async () => {
    expect(await problemsFor("^5.0.0", "semver@7.0.0")).toEqual([
      {
        kind: "range-mismatch",
        package: "database@1.0.0",
        name: "semver",
        range: "^5.0.0",
        found: "7.0.0",
        declaredIn: "packages/database/package.json",
        install: "yarn install",
      },
    ]);
  });

  test.each([
    { lock: "yarn.lock", override: "resolutions in package.json", fields: { resolutions: { "**/semver": "7.0.0" } } },
    { lock: "package-lock.json", override: "overrides in package.json", fields: { overrides: { semver: "7.0.0" } } },
    {
      lock: "package-lock.json",
      override: "overrides in package.json",
      fields: { overrides: { database: { semver: "7.0.0" } } },
    },
    {
      lock: "pnpm-lock.yaml",
      override: "pnpm.overrides in package.json",
      fields: { pnpm: { overrides: { "database>semver": "7.0.0" } } },
    },
  ])("it is a note that tells where the root overrides the package: $fields", async ({ lock, override, fields }) => {
    const root = tree({
      "package.json": json({ workspaces: ["packages/*"], ...fields }),
      [lock]: { "yarn.lock": "", "package-lock.json": "{}" }[lock] ?? "lockfileVersion: '9.0'\n",
      "packages/database": pkg("database@1.0.0", { dependencies: { semver: "^5.0.0" } }),
      "node_modules/semver": pkg("semver@7.0.0"),
    });
    expect(await problemsOf(root)).toEqual([
      {
        kind: "version-overridden",
        package: "database@1.0.0",
        name: "semver",
        range: "^5.0.0",
        found: "7.0.0",
        declaredIn: "packages/database/package.json",
        override,
      },
    ]);
  });

  test.each([
    ["^7.0.0", "semver@7.1.0"],
    ["", "semver@7.0.0"],
    ["*", "semver@7.0.0-beta.1"],
    [">=7.0.0-0 <8", "semver@7.1.0-rc.1"],
    ["^7.0.0", "semver@v7.0.0"],
    [">= 5 || 9", "semver@7.0.0"],
    ["npm:not-semver@^7.0.0", "not-semver@7.0.0"],
    ["npm:@scope/not-semver@^7.0.0", "@scope/not-semver@7.0.0"],
    ["npm:not-semver", "not-semver@7.0.0"],
    ["latest", "semver@7.0.0"],
    ["file:../semver-1.0.0.tgz", "semver@7.0.0"],
    ["link:../semver", "semver@7.0.0"],
    ["portal:../semver", "semver@7.0.0"],
    ["workspace:*", "semver@7.0.0"],
    ["workspace:^", "semver@7.0.0"],
    ["workspace:~", "semver@7.0.0-rc.1"],
    ["workspace:^7.0.0", "semver@7.0.0"],
    ["workspace:../semver", "semver@7.0.0"],
    ["workspace:packages/semver", "semver@7.0.0"],
    ["workspace:@botland/semver@*", "@botland/semver@7.0.0"],
    ["catalog:", "semver@7.0.0"],
    ["catalog:5", "semver@7.0.0"],
    ["npm:^7.0.0", "semver@7.0.0"],
    ["patch:semver@npm%3A5.0.0#patch.diff", "semver@7.0.0"],
    ["git+ssh://git@example.test/semver.git#semver:^5", "semver@7.0.0"],
    ["node-semver/semver#v5", "semver@7.0.0"],
    ["https://example.test/semver-5.0.0.tgz", "semver@7.0.0"],
    ["^5.0.0", "semver"],
    ["^5.0.0", "semver@unknown"],
  ])("the range %j is content with %s", async (range, installed) => {
    expect(await problemsFor(range, installed)).toEqual([]);
  });

  test.each([
    "npm:@scope/not-semver@^5.0.0",
    "npm:not-semver@5",
    "npm:^5.0.0",
    "workspace:^5.0.0",
    "workspace:@scope/not-semver@~5.0.0",
  ])("the range in %s is judged", async (range) => {
    expect(await problemsFor(range, "@scope/not-semver@7.0.0")).toMatchObject([{ kind: "range-mismatch", range }]);
  });

  test("a peer out of range is a problem, an optional one is not", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { knex: "1", react: "17", mysql2: "3" } }),
      "node_modules/knex": pkg("knex@1.0.0", {
        peerDependencies: { react: "^18.0.0", mysql2: "^2.0.0" },
        peerDependenciesMeta: { mysql2: { optional: true } },
      }),
      "node_modules/react": pkg("react@17.0.0"),
      "node_modules/mysql2": pkg("mysql2@3.0.0"),
    });
    expect(await problemsOf(root)).toMatchObject([
      { kind: "range-mismatch", package: "knex@1.0.0", name: "react", peerOf: ["packages/database/package.json"] },
    ]);
  });

  const eslint = { peerDependencies: { ajv: "^6.9.1" } };

  test("a peer out of range says who in the workspace uses the package that has it; doing as the hint says helps", async () => {
    const nodes = {
      "packages/database": pkg("database", { dependencies: { keywords: "1", shared: "1", ajv: "8" } }),
      "packages/shared": pkg("shared", { dependencies: { keywords: "1" } }),
      "node_modules/shared": link("../packages/shared"),
      "node_modules/keywords": pkg("keywords@1.0.0", eslint),
      "node_modules/ajv": pkg("ajv@8.12.0"),
    };
    expect(await problemsOf(monorepo(nodes))).toMatchObject([
      {
        kind: "range-mismatch",
        name: "ajv",
        peerOf: ["packages/database/package.json", "packages/shared/package.json"],
      },
    ]);
    const overridden = monorepo(nodes, { resolutions: { ajv: "8.12.0" } });
    expect(await problemsOf(overridden)).toMatchObject([{ kind: "version-overridden", name: "ajv" }]);
    const added = { ...nodes, "node_modules/ajv": pkg("ajv@6.12.6") };
    const dependencies = { keywords: "1", shared: "1", ajv: "^6.9.1" };
    expect(await problemsOf(monorepo({ ...added, "packages/database": pkg("database", { dependencies }) }))).toEqual(
      [],
    );
  });

  test("where only third parties use it, nobody in the workspace does; a dependency is no peer", async () => {
    const root = monorepo({
      "packages/database": pkg("database", { dependencies: { linter: "1" } }),
      "node_modules/linter": pkg("linter@1.0.0", { dependencies: { keywords: "1", ajv: "^7.0.0" } }),
      "node_modules/keywords": pkg("keywords@1.0.0", eslint),
      "node_modules/ajv": pkg("ajv@8.12.0"),
    });
    const problems = await problemsOf(root);
    expect(problems).toMatchObject([
      { kind: "range-mismatch", package: "keywords@1.0.0", peerOf: [] },
      { kind: "range-mismatch", package: "linter@1.0.0" },
    ]);
    expect(problems[1]).not.toHaveProperty("peerOf");
  });
});

describe("lockfiles", () => {
  const yarnLock =
    '# yarn lockfile v1\n\n\n"@scope/a@^1.0.0":\n  version "1.0.0"\n\nms@^2.0.0, ms@^2.1.0:\n  version "2.1.3"\n';

  const pnpmLock = `lockfileVersion: '9.0'
importers:
  packages/database:
    dependencies:
      debug: {specifier: 2.6.9, version: 2.6.9}
packages:
  debug@2.6.9: {}
snapshots:
  debug@2.6.9:
    dependencies: {ms: 2.0.0}
`;

  test("Yarn classic: a version that is not the locked one is a problem, once for each place", async () => {
    const root = monorepo({
      "yarn.lock": yarnLock,
      "packages/database": pkg("database", { dependencies: { ms: "^2.0.0", "@scope/a": "^1.0.0", shared: "*" } }),
      "packages/shared": pkg("shared", { dependencies: { ms: "^2.1.0" } }),
      "node_modules/shared": link("../packages/shared"),
      "node_modules/@scope/a": pkg("@scope/a@1.0.0"),
      "node_modules/ms": pkg("ms@2.1.2"),
    });
    expect(await problemsOf(root)).toEqual([
      {
        kind: "stale-install",
        package: "ms@2.1.2",
        path: "node_modules/ms",
        locked: "2.1.3",
        lockfile: "yarn.lock",
        install: "yarn install",
      },
    ]);
  });

  test("npm: versions count in their plain form; importers and what the lockfile does not have are not judged", async () => {
    const root = tree({
      "package.json": json({ workspaces: ["packages/*"] }),
      "package-lock.json": json({
        lockfileVersion: 3,
        packages: {
          "node_modules/shared": { link: true, resolved: "packages/shared" },
          "packages/shared": { version: "0.5.0", dependencies: { ms: "*" } },
          "packages/database": { dependencies: { ms: "*", shared: "*", tick: "*" } },
          "node_modules/ms": { version: "2.1.3" },
          "packages/database/node_modules/ms": { version: "1.0.0" },
          "node_modules/tick": { version: "1.0.0" },
        },
      }),
      "packages/database": pkg(
        "database",
        { dependencies: { ms: "*", shared: "*", tick: "*", extra: "*" } },
        { "node_modules/ms": pkg("ms@1.0.1") },
      ),
      "packages/shared": pkg("shared@1.0.0", { dependencies: { ms: "*" } }),
      "node_modules/shared": link("../packages/shared"),
      "node_modules/ms": pkg("ms@2.1.3"),
      "node_modules/tick": pkg("tick@v1.0.0"),
      "node_modules/extra": pkg("extra@1.0.0"),
    });
    expect(await problemsOf(root)).toEqual([
      {
        kind: "stale-install",
        package: "ms@1.0.1",
        path: "packages/database/node_modules/ms",
        locked: "1.0.0",
        lockfile: "package-lock.json",
        install: "npm install",
      },
    ]);
  });

  test("npm, linked: packages are judged by who asks for them, since they lie elsewhere than the lockfile says", async () => {
    const nodes = {
      "package.json": json({ workspaces: ["packages/*"] }),
      "package-lock.json": json({
        lockfileVersion: 3,
        packages: {
          "packages/database": { dependencies: { debug: "2", ms: "^2.1.0" } },
          "node_modules/debug": { version: "2.6.9", dependencies: { ms: "2.0.0" } },
          "node_modules/debug/node_modules/ms": { version: "2.0.0" },
          "node_modules/ms": { version: "2.1.3" },
        },
      }),
      "packages/database": pkg("database", { dependencies: { debug: "2", ms: "^2.1.0" } }),
      "packages/database/node_modules/debug": link("../../../node_modules/.store/debug@2.6.9-hash/node_modules/debug"),
      "packages/database/node_modules/ms": link("../../../node_modules/.store/ms@2.1.3-hash/node_modules/ms"),
      "node_modules/.package-lock.json": "{}",
      ...stored("debug", "2.6.9", { ms: "2.0.0" }),
      ...stored("ms", "2.1.3"),
      ...stored("ms", "2.0.0"),
    };
    const msOfDebug = "node_modules/.store/debug@2.6.9-hash/node_modules/ms";
    expect(await problemsOf(tree({ ...nodes, [msOfDebug]: link("../../ms@2.0.0-hash/node_modules/ms") }))).toEqual([]);
    const stale = tree({ ...nodes, [msOfDebug]: pkg("ms@2.0.1") });
    expect((await problemsOf(stale)).filter(({ kind }) => kind === "stale-install")).toMatchObject([
      { package: "ms@2.0.1", path: msOfDebug, locked: "2.0.0" },
    ]);
  });

  test("a package that the lockfile gives different things allows each of them, and names them all", async () => {
    expect(await problemsOf(tree(copies("ms@1.0.0")))).toEqual([]);
    expect(await problemsOf(tree(copies("ms@3.0.0")))).toMatchObject([
      { kind: "stale-install", locked: "2.0.0 or 1.0.0" },
    ]);
  });

  test.each([
    ["a peer", { peerDependencies: { ms: "*" } }, {}],
    ["an overridden package", { dependencies: { ms: "*" } }, { overrides: { ms: "2.0.0" } }],
  ])("%s may be any version that the lockfile has", async (_case, declared, rootFields) => {
    const knex = { version: "1.0.0", ...declared };
    const installed = (ms: string): string =>
      tree({
        "package.json": json({ workspaces: ["packages/*"], ...rootFields }),
        "package-lock.json": json({
          lockfileVersion: 3,
          packages: {
            "packages/database": { dependencies: { knex: "1", ms: "1.0.0" } },
            "packages/database/node_modules/ms": { version: "1.0.0" },
            "node_modules/knex": knex,
            "node_modules/ms": { version: "2.0.0" },
          },
        }),
        "packages/database": pkg(
          "database",
          { dependencies: { knex: "1" } },
          { "node_modules/knex": pkg("knex@1.0.0", declared), "node_modules/ms": pkg(ms) },
        ),
      });
    expect(await problemsOf(installed("ms@1.0.0"))).toEqual([]);
    expect(await problemsOf(installed("ms@2.0.0"))).toEqual([]);
    expect(await problemsOf(installed("ms@3.0.0"))).toMatchObject([{ kind: "stale-install" }]);
  });

  test("an importer is known by its path: a package of the registry may have its name and version", async () => {
    const root = tree({
      "package.json": json({ workspaces: ["packages/*"] }),
      "pnpm-lock.yaml": pnpmLock,
      "packages/database": pkg("debug@2.6.9", { dependencies: { ms: "*" } }, { "node_modules/ms": pkg("ms@2.1.3") }),
    });
    expect(await problemsOf(root, "debug")).toEqual([]);
  });

  test("an injected copy of a package of the workspace, whose version the lockfile does not tell, is judged", async () => {
    const root = tree({
      "package.json": json({ workspaces: ["packages/*"] }),
      "pnpm-lock.yaml": `lockfileVersion: '9.0'
importers:
  packages/database:
    dependencies:
      shared: {specifier: 'workspace:*', version: file:packages/shared}
packages:
  shared@file:packages/shared: {resolution: {directory: packages/shared, type: directory}}
snapshots:
  shared@file:packages/shared:
    dependencies: {ms: 2.0.0}
`,
      "packages/database": pkg("database", { dependencies: { shared: "workspace:*" } }),
      "packages/database/node_modules/shared": link("../../../node_modules/.pnpm/shared@file+/node_modules/shared"),
      "node_modules/.pnpm/shared@file+/node_modules/shared": pkg("shared@3.0.0", { dependencies: { ms: "*" } }),
      "node_modules/.pnpm/shared@file+/node_modules/ms": pkg("ms@2.1.3"),
    });
    expect(await problemsOf(root)).toMatchObject([{ kind: "stale-install", package: "ms@2.1.3", locked: "2.0.0" }]);
  });

  test("a package in the package manager's store is judged by the root's lockfile, any other outside of it by none", async () => {
    const installed = { "debug/package.json": json({ name: "debug", version: "2.6.9", dependencies: { ms: "*" } }) };
    const root = join(
      tree({
        store: { ...installed, "debug/node_modules/ms": pkg("ms@2.1.3") },
        elsewhere: { ...installed, "debug/node_modules/ms": pkg("ms@2.1.4") },
        botland: {
          "package.json": json({ name: "botland" }),
          "pnpm-workspace.yaml": "packages: [packages/*]\n",
          "pnpm-lock.yaml": pnpmLock,
          "packages/database": pkg("database", {
            dependencies: { debug: "2.6.9", linked: "link:../../../elsewhere/debug" },
          }),
          "packages/database/node_modules/debug": link("../../../../store/debug"),
          "packages/database/node_modules/linked": link("../../../../elsewhere/debug"),
          "node_modules/.modules.yaml": json({ virtualStoreDir: "../../store" }),
        },
      }),
      "botland",
    );
    expect((await problemsOf(root)).filter(({ kind }) => kind === "stale-install")).toMatchObject([
      { package: "ms@2.1.3", locked: "2.0.0", lockfile: "pnpm-lock.yaml", install: "pnpm install" },
    ]);
  });

  test("what a bundled package asks for is not taken for what its owner asks for", async () => {
    const root = tree({
      "package.json": json({ workspaces: ["packages/*"] }),
      "package-lock.json": json({
        lockfileVersion: 3,
        packages: {
          "packages/database": { dependencies: { knex: "1" } },
          "node_modules/knex": { version: "1.0.0", dependencies: { pool: "1" }, optionalDependencies: { ms: "1" } },
          "node_modules/knex/node_modules/ms": { version: "1.0.0" },
          "node_modules/ms": { version: "2.0.0" },
        },
      }),
      "packages/database": pkg("database", { dependencies: { knex: "1" } }),
      "node_modules/knex": pkg(
        "knex@1.0.0",
        { dependencies: { pool: "1" }, bundledDependencies: ["pool"] },
        { "node_modules/pool": pkg("pool@1.0.0", { dependencies: { ms: "2" } }) },
      ),
      "node_modules/ms": pkg("ms@2.0.0"),
    });
    expect(await problemsOf(root)).toEqual([]);
  });

  test("legacy Lerna: the dependent's own lockfile wins", async () => {
    const root = tree({
      "package.json": json({ name: "botland" }),
      "lerna.json": "{}",
      "package-lock.json": json({ packages: { "packages/database/node_modules/ms": { version: "0.0.1" } } }),
      "packages/database": pkg(
        "database",
        { dependencies: { ms: "*" } },
        {
          "package-lock.json": json({ dependencies: { ms: { version: "1.0.0" } } }),
          "node_modules/ms": pkg("ms@2.0.0"),
        },
      ),
    });
    expect(await problemsOf(root)).toMatchObject([
      {
        kind: "stale-install",
        locked: "1.0.0",
        lockfile: "packages/database/package-lock.json",
        install: "npx lerna clean --yes && npx lerna bootstrap",
      },
    ]);
  });

  test("legacy Lerna: what was hoisted is none of the dependent's own lockfile", async () => {
    const root = tree({
      "package.json": json({ name: "botland" }),
      "lerna.json": "{}",
      "node_modules/ms": pkg("ms@2.0.0", { dependencies: { "ms-core": "*" } }),
      "node_modules/ms-core": pkg("ms-core@2.0.0"),
      "packages/database": pkg(
        "database",
        { dependencies: { ms: "*" } },
        {
          "package-lock.json": json({
            dependencies: { ms: { version: "1.0.0", requires: { "ms-core": "*" } }, "ms-core": { version: "1.0.0" } },
          }),
        },
      ),
    });
    expect(await problemsOf(root)).toEqual([]);
  });

  test("legacy Lerna: what was hoisted is judged by the root's lockfile", async () => {
    const root = tree({
      "package.json": json({ name: "botland" }),
      "lerna.json": "{}",
      "yarn.lock": '# yarn lockfile v1\n\n\nms@*:\n  version "3.0.0"\n',
      "node_modules/ms": pkg("ms@2.0.0"),
      "packages/database": pkg(
        "database",
        { dependencies: { ms: "*", pool: "*" } },
        {
          "yarn.lock": '# yarn lockfile v1\n\n\nms@*:\n  version "1.0.0"\n\npool@*:\n  version "1.0.0"\n',
          "node_modules/pool": pkg("pool@2.0.0"),
        },
      ),
    });
    expect(await problemsOf(root)).toMatchObject([
      { kind: "stale-install", package: "ms@2.0.0", locked: "3.0.0", lockfile: "yarn.lock" },
      { kind: "stale-install", package: "pool@2.0.0", locked: "1.0.0", lockfile: "packages/database/yarn.lock" },
    ]);
  });

  test("legacy Lerna: a broken lockfile matters only to its own package", async () => {
    const root = tree({
      "lerna.json": "{}",
      "packages/database": pkg("database", { dependencies: { ms: "*" } }, { "node_modules/ms": pkg("ms@2.0.0") }),
      "packages/broken": pkg(
        "broken",
        { dependencies: { ms: "*" } },
        { "package-lock.json": "{", "node_modules/ms": pkg("ms@2.0.0") },
      ),
    });
    expect(await problemsOf(root)).toEqual([]);
    const error = await packErrorOf(() => readGraphOf(root, "broken"));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.message).toContain(join(root, "packages/broken/package-lock.json"));
  });

  test("npm: the platform of a package that is not installed is known by who asks for it, or else by its name", async () => {
    const linux = { os: ["linux"], cpu: ["arm64"], libc: ["glibc"] };
    const root = tree({
      "package.json": json({ workspaces: ["packages/*"] }),
      "package-lock.json": json({
        lockfileVersion: 3,
        packages: {
          "": { optionalDependencies: { "@img/sharp-linux-arm64": "1" } },
          "node_modules/@img/sharp-linux-arm64": { version: "0.34.0", os: ["nowhere"], optional: true },
          "packages/database": { optionalDependencies: { "@img/sharp-linux-arm64": "1" } },
          "packages/database/node_modules/@img/sharp-linux-arm64": { version: "0.33.0", ...linux },
          "packages/other": { optionalDependencies: { "sharp-by-name": "1" } },
          "packages/other/node_modules/sharp-by-name": { version: "0.33.0", ...linux },
        },
      }),
      "packages/database": pkg("database", {
        optionalDependencies: { "@img/sharp-linux-arm64": "1", "sharp-by-name": "1", "not-locked": "1" },
      }),
    });
    const graph = await readGraphOf(root);
    expect(edgeOf(graph, "packages/database", "@img/sharp-linux-arm64").locked).toEqual(linux);
    expect(edgeOf(graph, "packages/database", "sharp-by-name").locked).toEqual(linux);
    expect(edgeOf(graph, "packages/database", "not-locked")).not.toHaveProperty("locked");
  });

  test("Yarn's lockfile says nothing of platforms", async () => {
    const root = monorepo({
      "yarn.lock": yarnLock,
      "packages/database": pkg("database", { optionalDependencies: { ms: "^2.0.0" } }),
    });
    expect(edgeOf(await readGraphOf(root), "packages/database", "ms")).not.toHaveProperty("locked");
  });
});

/** A package in the store of a linked install. */
function stored(name: string, version: string, dependencies: Fields = {}): Tree {
  return {
    [`node_modules/.store/${name}@${version}-hash/node_modules/${name}`]: pkg(`${name}@${version}`, { dependencies }),
  };
}

/** A monorepo with this ms, whose lockfile has two copies of knex that get different ones. */
function copies(installed: string): Tree {
  return {
    "package.json": json({ workspaces: ["packages/*"] }),
    "package-lock.json": json({
      lockfileVersion: 3,
      packages: {
        "packages/database": { dependencies: { knex: "1" } },
        "node_modules/knex": { version: "1.0.0", dependencies: { ms: "*" } },
        "node_modules/ms": { version: "2.0.0" },
        "packages/other/node_modules/knex": { version: "1.0.0", dependencies: { ms: "*" } },
        "packages/other/node_modules/ms": { version: "1.0.0" },
      },
    }),
    "packages/database": pkg("database", { dependencies: { knex: "1" } }),
    "node_modules/knex": pkg("knex@1.0.0", { dependencies: { ms: "*" } }),
    "node_modules/ms": pkg(installed),
  };
}
describe("a name among the peers and the dependencies", () => {
  // Yarn 4 has an entry for the range of the dependency, and gives the package what its dependent has all the same.
  const berryLock = `__metadata:
  version: 8

"ajv@npm:8.12.0":
  version: 8.12.0
  resolution: "ajv@npm:8.12.0"
  languageName: node
  linkType: hard

"ajv@npm:^8.0.0":
  version: 8.20.0
  resolution: "ajv@npm:8.20.0"
  languageName: node
  linkType: hard

"ajv-formats@npm:2.1.1":
  version: 2.1.1
  resolution: "ajv-formats@npm:2.1.1"
  dependencies:
    ajv: "npm:^8.0.0"
  languageName: node
  linkType: hard

"database@workspace:packages/database":
  version: 0.0.0-use.local
  resolution: "database@workspace:packages/database"
  dependencies:
    ajv: "npm:8.12.0"
    ajv-formats: "npm:2.1.1"
  languageName: unknown
  linkType: soft
`;
  const installed = (fields: Fields, ajv: string) =>
    monorepo({
      "yarn.lock": berryLock,
      "packages/database": pkg("database", { dependencies: { ajv: "8.12.0", "ajv-formats": "2.1.1" } }),
      "node_modules/ajv-formats": pkg("ajv-formats@2.1.1", fields),
      "node_modules/ajv": pkg(ajv),
    });
  const declared = { ajv: "^8.0.0" };

  test.each([
    ["with the same range", { dependencies: declared, peerDependencies: declared }],
    [
      "as an optional peer",
      { dependencies: declared, peerDependencies: declared, peerDependenciesMeta: { ajv: { optional: true } } },
    ],
    ["by peerDependenciesMeta alone", { dependencies: declared, peerDependenciesMeta: { ajv: { optional: true } } }],
    ["of an optional dependency", { optionalDependencies: declared, peerDependencies: { ajv: "*" } }],
    ["with a wider range, which is what counts", { dependencies: { ajv: "^8.15.0" }, peerDependencies: declared }],
  ])("%s is what its dependents have", async (_, fields) => {
    expect(await problemsOf(installed(fields, "ajv@8.12.0"))).toEqual([]);
  });

  test("what neither the lockfile nor any range has is a problem as ever", async () => {
    const root = installed({ dependencies: declared, peerDependencies: declared }, "ajv@7.0.0");
    expect((await problemsOf(root)).map(({ kind }) => kind).toSorted()).toEqual([
      "range-mismatch",
      "range-mismatch",
      "stale-install",
      "stale-install",
    ]);
  });

  test("a dependency alone is judged by its own entry", async () => {
    const problems = await problemsOf(installed({ dependencies: declared }, "ajv@8.12.0"));
    expect(problems).toMatchObject([{ kind: "stale-install", locked: "8.20.0" }]);
  });
});
