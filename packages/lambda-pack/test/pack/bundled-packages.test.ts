import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { json, link, pkg, tree, writeTree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import * as fc from "fast-check";
import { remove } from "fs-extra/esm";
import { describe, expect, test } from "vitest";
import { pack } from "../../src/index.ts";
import { anyMonorepo } from "./arbitrary-monorepo.ts";

/** Once as many as you like: `LAMBDA_PACK_GRAPHS=5000 npx vitest run bundled-packages`. */
const GRAPHS = Number(process.env["LAMBDA_PACK_GRAPHS"] ?? 150);

const workspace = { "package.json": json({ name: "zoo", private: true, workspaces: ["packages/*"] }) };

describe("optional peers of bundled packages", () => {
  const optional = { peerDependenciesMeta: { c: { optional: true } } };

  test("one that lies below a bundled package is the one that it finds in the bundle", async () => {
    const root = tree({
      ...workspace,
      "packages/p": pkg("p@1.0.0", { dependencies: { c: "1" } }, { "index.js": "" }),
      "packages/p/node_modules/c": pkg("c@1.0.0", { dependencies: { f: "3" } }),
      "packages/p/node_modules/f": pkg("f@3.0.0", { dependencies: { x: "1" }, bundleDependencies: ["c", "x"] }),
      "packages/p/node_modules/f/node_modules/c": pkg("c@2.0.0"),
      "packages/p/node_modules/f/node_modules/x": pkg("x@1.1.0", optional),
      "packages/p/node_modules/f/node_modules/x/node_modules/c": pkg("c@3.0.0"),
    });
    expect(await versionsFrom(root, "f", ["x", "c"])).toEqual(["f@3.0.0", "x@1.1.0", "c@3.0.0"]);
    expect(await versionsFrom(root, "f", ["c"])).toEqual(["f@3.0.0", "c@2.0.0"]);
    expect(await versionsFrom(root, "c", ["f"])).toEqual(["c@1.0.0", "f@3.0.0"]);
  });

  test("so it is where the owner bundles none of that name, and the target has another one", async () => {
    const root = tree({
      ...workspace,
      "packages/p": pkg("p@1.0.0", { dependencies: { c: "1", f: "3" } }, { "index.js": "" }),
      "node_modules/c": pkg("c@1.0.0"),
      "node_modules/f": pkg("f@3.0.0", { bundleDependencies: ["x"] }),
      "node_modules/f/node_modules/x": pkg("x@1.1.0", optional),
      "node_modules/f/node_modules/x/node_modules/c": pkg("c@3.0.0"),
    });
    expect(await versionsFrom(root, "f", ["x", "c"])).toEqual(["f@3.0.0", "x@1.1.0", "c@3.0.0"]);
    expect(await versionsFrom(root, "c", [])).toEqual(["c@1.0.0"]);
  });

  test("so it is two levels down, below a package that is bundled for another one", async () => {
    const root = tree({
      ...workspace,
      "packages/p": pkg("p@1.0.0", { dependencies: { c: "1", f: "3" } }, { "index.js": "" }),
      "node_modules/c": pkg("c@1.0.0"),
      "node_modules/f": pkg("f@3.0.0", { bundleDependencies: ["x", "c"] }),
      "node_modules/f/node_modules/c": pkg("c@2.0.0"),
      "node_modules/f/node_modules/x": pkg("x@1.1.0", { dependencies: { y: "1" } }),
      "node_modules/f/node_modules/x/node_modules/c": pkg("c@3.0.0"),
      "node_modules/f/node_modules/x/node_modules/y": pkg("y@1.0.0", optional),
    });
    expect(await versionsFrom(root, "f", ["x", "y", "c"])).toEqual(["f@3.0.0", "x@1.1.0", "y@1.0.0", "c@3.0.0"]);
    expect(await versionsFrom(root, "f", ["c"])).toEqual(["f@3.0.0", "c@2.0.0"]);
  });
});

describe("links inside of bundles", () => {
  test("a bundled package that reaches another one by a link finds the same directory as its owner", async () => {
    const root = tree({
      ...workspace,
      "packages/p": pkg("p@1.0.0", { dependencies: { f: "3" } }, { "index.js": "" }),
      "node_modules/f": pkg("f@3.0.0", { bundleDependencies: ["x", "c"] }),
      "node_modules/f/node_modules/c": pkg("c@2.0.0"),
      "node_modules/f/node_modules/x": pkg("x@1.0.0", { dependencies: { alias: "2" } }),
      "node_modules/f/node_modules/x/node_modules/alias": link("../../c"),
    });
    const stage = await stageOf(root);
    const owner = find(stage, "f") ?? "";
    expect(owner).not.toBe("");
    expect(find(find(owner, "x") ?? "", "alias")).toBe(find(owner, "c"));
    expect(label(find(owner, "c") ?? "")).toBe("c@2.0.0");
  });

  test("a link of a bundled package to another version than its owner's leads there", async () => {
    const root = tree({
      ...workspace,
      "packages/p": pkg("p@1.0.0", { dependencies: { f: "3", c: "1" } }, { "index.js": "" }),
      "node_modules/c": pkg("c@1.0.0"),
      "node_modules/.store/c": pkg("c@2.0.0"),
      "node_modules/f": pkg("f@3.0.0", { dependencies: { c: "1" }, bundleDependencies: ["x"] }),
      "node_modules/f/node_modules/x": pkg("x@1.0.0", { dependencies: { c: "2" } }),
      "node_modules/f/node_modules/x/node_modules/c": link("../../../../.store/c"),
    });
    expect(await versionsFrom(root, "f", ["x", "c"])).toEqual(["f@3.0.0", "x@1.0.0", "c@2.0.0"]);
    expect(await versionsFrom(root, "f", ["c"])).toEqual(["f@3.0.0", "c@1.0.0"]);
  });
});

test("in any monorepo with bundled packages, Node finds in the bundle what it finds in place, and each package once", async () => {
  await fc.assert(
    fc.asyncProperty(anyMonorepo, async (nodes) => {
      expect(await faultsOf(nodes)).toEqual([]);
    }),
    { numRuns: GRAPHS },
  );
}, 3_600_000);

/** What differs between the monorepo and its bundle, by Node's own look-up in both. */
async function faultsOf(nodes: Tree): Promise<readonly string[]> {
  const root = makeTemporaryDirectory();
  try {
    writeTree(root, nodes);
    return compareLookups(join(root, "packages/app"), await stageOf(root));
  } finally {
    await remove(root);
  }
}

async function stageOf(root: string): Promise<string> {
  const stageDir = join(root, ".lambda-pack/stage");
  const { target } = await pack({
    cwd: join(root, "packages", existsSync(join(root, "packages/p")) ? "p" : "app"),
    target: ".",
    zip: false,
    stageDir,
  });
  expect(target.path).toMatch(/^packages/u);
  return stageDir;
}

/** Node's look-up: by real path, from the directory up, past directories that are called node_modules. */
function find(from: string, name: string): string | undefined {
  for (let dir = realpathSync(from); dir !== dirname(dir); dir = dirname(dir)) {
    const found = join(dir, "node_modules", name);
    if (basename(dir) !== "node_modules" && existsSync(join(found, "package.json"))) return realpathSync(found);
  }
  return undefined;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, unknown>>;
}

function manifestOf(dir: string): Manifest {
  return JSON.parse(readFileSync(join(dir, "package.json"), "utf8"));
}

function label(dir: string): string {
  const { name, version } = manifestOf(dir);
  return `${name}@${version}`;
}

/** Both walked at once: each directory of the monorepo has one in the bundle. */
function compareLookups(target: string, stage: string): readonly string[] {
  const twins = new Map([[target, realpathSync(stage)]]);
  const faults: string[] = [];
  // A Map also visits what is added while it is walked.
  for (const [dir, twin] of twins) {
    const { dependencies, optionalDependencies } = manifestOf(dir);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const expected = find(dir, name);
      const found = find(twin, name);
      const isRight = expected !== undefined && found !== undefined && isSame(expected, found);
      if (!isRight) faults.push(`${dir} > ${name} = ${expected ?? "nothing"}, in the bundle ${found ?? "nothing"}`);
      else if (!twins.has(expected)) twins.set(expected, found);
      else if (twins.get(expected) !== found) faults.push(`${dir} > ${name}: ${expected} is several`);
    }
  }
  for (const [dir, twin] of twins) {
    for (const name of Object.keys(manifestOf(dir).peerDependenciesMeta ?? {})) {
      const expected = find(dir, name) ?? "";
      // What nothing requires pulls nothing in, and what is in anyway may be found in its place.
      if (twins.has(expected) && find(twin, name) !== twins.get(expected)) {
        faults.push(`${dir} > ${name}? = ${expected}, in the bundle ${find(twin, name) ?? "nothing"}`);
      }
    }
  }
  return faults;
}

function isSame(a: string, b: string): boolean {
  return ["package.json", "index.js"].every((file) => readFileSync(join(a, file)).equals(readFileSync(join(b, file))));
}

/** The packages that Node finds in the bundle of `packages/p`, each from the one before. */
async function versionsFrom(root: string, first: string, names: readonly string[]): Promise<readonly string[]> {
  let at = await stageOf(root);
  return [first, ...names].map((name) => {
    at = find(at, name) ?? "";
    return label(at);
  });
}
