import { lstatSync, mkdirSync, realpathSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { InstalledPackage } from "@lambda-pack/model";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readGraphOf } from "../../read-graph-of.ts";
import { json, link, writeTree } from "@lambda-pack/test-support/disk/tree";
import type { TreeNode } from "@lambda-pack/test-support/disk/tree";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";

const names = ["a", "b", "@s/c"];

interface Step {
  readonly parent: number;
  readonly name: string;
  readonly kind: "package" | "folder" | "link";
  readonly to: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  parent: fc.nat(20),
  name: fc.constantFrom(...names),
  kind: fc.constantFrom("package", "package", "package", "folder", "link", "link"),
  to: fc.nat(20),
});

test(
  "every name is found exactly where Node finds it, in any tree of packages, folders and links",
  { timeout: 120_000 },
  async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25, size: "max" }), async (steps) => {
        const root = makeTemporaryDirectory();
        try {
          plant(root, steps);
          const { packages } = await readGraphOf(root);
          for (const each of packages.values()) {
            for (const { name, to } of each.edges) {
              expect(to === undefined ? undefined : packages.get(to)?.dir, `${name} from ${each.id}`).toBe(
                findAsNode(each, name),
              );
              compared += to === undefined ? 0 : 1;
            }
          }
        } finally {
          rmSync(root, { recursive: true });
        }
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(500);
  },
);

/** Each step puts one thing into the node_modules of a directory that an earlier step made. */
function plant(root: string, steps: readonly Step[]): void {
  writeTree(root, {
    "package.json": json({ workspaces: ["packages/*"] }),
    "packages/database/package.json": needyManifest("database"),
    "packages/shared/package.json": needyManifest("shared"),
  });
  const dirs = [root, "packages", "node_modules", "node_modules/@s", "packages/database", "packages/shared"].map(
    (dir) => (dir === root ? root : join(root, dir)),
  );
  for (const { parent, name, kind, to } of steps) {
    const dir = join(at(dirs, parent), "node_modules", name);
    const node: TreeNode =
      kind === "link" ? link(at(dirs, to)) : kind === "package" ? { "package.json": needyManifest(name) } : {};
    if (isTaken(dir)) continue;
    mkdirSync(dirname(dir), { recursive: true });
    writeTree(dirname(dir), { [name.slice(name.indexOf("/") + 1)]: node });
    if (kind !== "link") dirs.push(dir);
  }
}

function at(dirs: readonly string[], index: number): string {
  return dirs[index % dirs.length] ?? "";
}

function isTaken(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** The directory that Node's own resolver finds, undefined when it finds none. */
function findAsNode({ dir }: InstalledPackage, name: string): string | undefined {
  try {
    return dirname(realpathSync(createRequire(join(dir, "main.js")).resolve(`${name}/package.json`)));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

/** A package.json that depends on every name. */
function needyManifest(name: string): string {
  return json({ name, version: "1.0.0", dependencies: Object.fromEntries(names.map((each) => [each, "*"])) });
}
