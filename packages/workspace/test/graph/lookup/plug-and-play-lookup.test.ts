import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { NodeFS, npath, VirtualFS } from "@yarnpkg/fslib";
import pnp from "@yarnpkg/pnp";
import type { PnpApi } from "@yarnpkg/pnp";
import * as fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { readGraphOf } from "../../read-graph-of.ts";
import { json, writeTree } from "@lambda-pack/test-support/disk/tree";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { buildSettings, install, names, placesOf } from "../arbitrary-plug-and-play.ts";
import type { Install } from "../arbitrary-plug-and-play.ts";

test(
  "under Plug'n'Play every name is found exactly where Yarn's own resolver finds it, whatever the data says",
  { timeout: 240_000 },
  async () => {
    // Yarn warns of each name that it finds in the fallback pool.
    const warnings = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    onTestFinished(() => warnings.mockRestore());
    const compared = { found: 0, missing: 0 };
    await fc.assert(
      fc.asyncProperty(install, async (each) => {
        const outside = makeTemporaryDirectory();
        try {
          const root = plant(outside, each);
          const { packages } = await readGraphOf(root);
          const yarn = pnp.makeRuntimeApi(buildSettings(each), root, new NodeFS());
          for (const { id, edges } of packages.values()) {
            for (const { name, to } of edges) {
              const expected = findAsYarn(yarn, resolve(root, id), name);
              expect(to === undefined ? undefined : resolve(root, to), `${name} from ${id}`).toBe(expected);
              compared[expected === undefined ? "missing" : "found"] += 1;
            }
          }
        } finally {
          rmSync(outside, { recursive: true });
        }
      }),
      { numRuns: 150 },
    );
    expect(compared.found).toBeGreaterThan(1000);
    expect(compared.missing).toBeGreaterThan(100);
  },
);

/** Writes what Yarn would write, and a package that needs every name at each place. Gives the root. */
function plant(outside: string, each: Install): string {
  const root = join(outside, "root");
  mkdirSync(root);
  for (const place of placesOf(each)) writeTree(root, { [place]: { "package.json": needyManifest("any") } });
  writeTree(root, {
    ".pnp.cjs": pnp.generateInlinedScript(buildSettings(each)),
    "package.json": json({ ...needs, name: "botland", workspaces: ["packages/*"] }),
    "packages/database/package.json": needyManifest("database"),
    "packages/shared/node_modules/a/package.json": needyManifest("a"),
    "node_modules/@s/c/package.json": needyManifest("@s/c"),
  });
  if (!each.inlined) {
    const { loaderFile, dataFile } = pnp.generateSplitScript(buildSettings(each));
    writeTree(root, { ".pnp.cjs": loaderFile, ".pnp.data.json": dataFile });
  }
  return root;
}

/** The location that Yarn resolves the name to; undefined when it refuses, or when nothing is there. */
function findAsYarn(yarn: PnpApi, from: string, name: string): string | undefined {
  try {
    const file = yarn.resolveToUnqualified(`${name}/package.json`, join(from, "main.js"), { considerBuiltins: false });
    return file !== null && existsSync(realPlace(file)) ? dirname(file) : undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

function realPlace(path: string): string {
  return npath.fromPortablePath(VirtualFS.resolveVirtual(npath.toPortablePath(path)));
}

const needs = { version: "1.0.0", dependencies: Object.fromEntries(names.map((name) => [name, "*"])) };

function needyManifest(name: string): string {
  return json({ ...needs, name });
}
