import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { byCodeUnit } from "@lambda-pack/model";
import type { PlugAndPlay } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { openDisk } from "../../src/disk/open-disk.ts";
import { readPlugAndPlay } from "../../src/plug-and-play/read-plug-and-play.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { json, tree } from "@lambda-pack/test-support/disk/tree";

/**
 * What the releases wrote for one monorepo: database needs ms and shared, which has ms as a peer and needs an alias of an
 * older one. Cut off behind the data.
 */
function programOf(release: string): string {
  return readFileSync(join(import.meta.dirname, "data", `${release}.txt`), "utf8");
}

async function readIn(dir: string): Promise<PlugAndPlay> {
  const data = await readPlugAndPlay(openDisk(), dir, "Set something else.");
  if (data === undefined) throw new Error(`Nothing in ${dir}`);
  return data;
}

/** One line for each dependency, without the parts of names that Yarn computes from contents. */
function draw(root: string, { packages }: PlugAndPlay): readonly string[] {
  const short = (location: string): string =>
    relative(root, location)
      .replace(/-[0-9a-f]{10}-[0-9a-f]+\.zip/u, ".zip")
      .replace("$$virtual", "__virtual__");
  const lines = [...packages].flatMap(([location, { dir, dependencies }]) =>
    [...dependencies].map(([name, to]) => {
      const at = dir === location ? short(location) : `${short(location)} (${short(dir)})`;
      return `${at} > ${name} = ${to === undefined ? "nothing" : short(to)}`;
    }),
  );
  return lines.toSorted(byCodeUnit);
}

const virtual = ".yarn/__virtual__/shared-virtual-ca3bc9859a/1/packages/shared";

const asYarn = [
  " > botland = ",
  "packages/database > database = packages/database",
  "packages/database > ms = .yarn/cache/ms-npm-2.1.3.zip/node_modules/ms",
  `packages/database > shared = ${virtual}`,
  ".yarn/cache/ms-npm-2.0.0.zip/node_modules/ms > ms = .yarn/cache/ms-npm-2.0.0.zip/node_modules/ms",
  ".yarn/cache/ms-npm-2.1.3.zip/node_modules/ms > ms = .yarn/cache/ms-npm-2.1.3.zip/node_modules/ms",
  `${virtual} (packages/shared) > shared = ${virtual}`,
  `${virtual} (packages/shared) > @types/ms = nothing`,
  `${virtual} (packages/shared) > ms = .yarn/cache/ms-npm-2.1.3.zip/node_modules/ms`,
  `${virtual} (packages/shared) > old-ms = .yarn/cache/ms-npm-2.0.0.zip/node_modules/ms`,
  "packages/shared > shared = packages/shared",
  "packages/shared > old-ms = .yarn/cache/ms-npm-2.0.0.zip/node_modules/ms",
];

const asPnpm = [
  "packages/database > database = packages/database",
  "packages/database > ms = node_modules/.pnpm/ms@2.1.3/node_modules/ms",
  "packages/database > shared = packages/shared",
  "node_modules/.pnpm/ms@2.0.0/node_modules/ms > ms = node_modules/.pnpm/ms@2.0.0/node_modules/ms",
  "node_modules/.pnpm/ms@2.1.3/node_modules/ms > ms = node_modules/.pnpm/ms@2.1.3/node_modules/ms",
  "packages/shared > ms = node_modules/.pnpm/ms@2.1.3/node_modules/ms",
  "packages/shared > old-ms = node_modules/.pnpm/ms@2.0.0/node_modules/ms",
  "packages/shared > shared = packages/shared",
];

describe("the program that holds the data", () => {
  test.each([
    ["yarn-2.4.2", ".pnp.js", asYarn],
    ["yarn-3.0.2", ".pnp.cjs", asYarn],
    ["yarn-3.8.7", ".pnp.cjs", asYarn],
    ["yarn-4.18.1", ".pnp.cjs", asYarn],
    ["pnpm-10.34.8", ".pnp.cjs", asPnpm],
    ["pnpm-11.28.11", ".pnp.cjs", asPnpm],
  ])("of %s is read, and never run", async (release, name, expected) => {
    const root = tree({ [name]: `throw new Error("run");\n${programOf(release)}` });
    expect(draw(root, await readIn(root))).toEqual(expected.toSorted(byCodeUnit));
  });

  test("with line ends of Windows is read", async () => {
    const root = tree({ ".pnp.cjs": programOf("yarn-4.18.1").replaceAll("\n", "\r\n") });
    expect(draw(root, await readIn(root))).toEqual(asYarn.toSorted(byCodeUnit));
  });

  test.each([
    ["pnpm 12's own form", programOf("pnpm-12.21.0")],
    ["anything else", "module.exports = {};\n"],
    ["a text that does not end", "const RAW_RUNTIME_STATE =\n'{\\\n"],
    ["a literal that does not end", "  return hydrateRuntimeState({\n"],
  ])("in %s is refused with what to set", async (_case, program) => {
    const root = tree({ ".pnp.cjs": program });
    const error = await packErrorOf(() => readIn(root));
    expect(error.code).toBe("WORKSPACE_UNSUPPORTED");
    expect(error.message).toContain(join(root, ".pnp.cjs"));
    expect(error.hint).toBe("Set something else.");
  });

  test.each(["yarn-2.4.2", "yarn-4.18.1"])("of %s with the marks of a merge names their line", async (release) => {
    const lines = programOf(release).split("\n");
    lines.splice(40, 0, "<<<<<<< HEAD");
    const root = tree({ ".pnp.cjs": lines.join("\n") });
    const error = await packErrorOf(() => readIn(root));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.message).toContain(`${join(root, ".pnp.cjs")}:41:`);
  });
});

test(".pnp.data.json comes before the program, which then holds nothing", async () => {
  const entry = { packageLocation: "./", packageDependencies: [["ms", null]], linkType: "SOFT" };
  const root = tree({
    ".pnp.cjs": "const pnpDataFilepath = '.pnp.data.json';\n",
    ".pnp.data.json": json({ packageRegistryData: [["botland", [["workspace:.", entry]]]] }),
  });
  expect(draw(root, await readIn(root))).toEqual([" > ms = nothing"]);
});

test("without any of them there is no Plug'n'Play", async () => {
  expect(await readPlugAndPlay(openDisk(), tree({}), "")).toBeUndefined();
});
