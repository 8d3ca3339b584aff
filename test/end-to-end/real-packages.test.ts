import { mkdir } from "node:fs/promises";
import path from "node:path";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { installFixture } from "@lambda-pack/test-support/installs/install-fixture";
import type { FixtureInstaller } from "@lambda-pack/test-support/installs/install-fixture";
import { plainEnvironment, toolBin } from "@lambda-pack/test-support/installs/tools";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { firstZipDifference } from "@lambda-pack/test-support/zips/first-zip-difference";
import { listZip } from "@lambda-pack/test-support/zips/list-zip";
import type { ZipListing } from "@lambda-pack/test-support/zips/list-zip";
import { execa } from "execa";
import { remove } from "fs-extra/esm";
import { afterAll, describe, expect, test } from "vitest";
import { packBundle } from "../harness/pack-bundle.ts";

/** An install from nothing takes most of this. */
const timeout = 300_000;
const fixture = path.join(import.meta.dirname, "..", "..", "fixtures", "lighthouse");
const installed = new Map<FixtureInstaller, Promise<string>>();

afterAll(async () => {
  const roots = await Promise.allSettled(installed.values());
  for (const root of roots) if (root.status === "fulfilled") await remove(path.dirname(root.value));
}, timeout);

/** Each layout is copied from the cache once for all tests. */
async function installOnce(installer: FixtureInstaller): Promise<string> {
  const known = installed.get(installer) ?? install(installer);
  installed.set(installer, known);
  return known;
}

async function install(installer: FixtureInstaller): Promise<string> {
  const root = path.join(makeTemporaryDirectory(), "lighthouse");
  await mkdir(root);
  await installFixture({ fixture, into: root, installer });
  return root;
}

/** What Node is started with to run a module in place. */
function nodeArguments(installer: FixtureInstaller, root: string): readonly string[] {
  if (installer !== "plugnplay") return [];
  return ["--require", path.join(root, ".pnp.cjs"), "--experimental-loader", path.join(root, ".pnp.loader.mjs")];
}

/** Yarn 4 has patches of its own for a few packages, among them knex's `resolve`, so that they know Plug'n'Play. */
const patchedFiles: Partial<Record<FixtureInstaller, readonly string[]>> = {
  plugnplay: ["node_modules/resolve/lib/normalize-options.js"],
};

interface Packed {
  readonly inPlace: unknown;
  readonly inBundle: unknown;
  readonly entries: readonly ZipListing[];
  readonly problems: readonly unknown[];
}

const packed = new Map<string, Promise<Packed>>();

async function packOnce(installer: FixtureInstaller, target: string): Promise<Packed> {
  const key = `${installer} ${target}`;
  const known =
    packed.get(key) ?? installOnce(installer).then((root) => pack(root, target, nodeArguments(installer, root)));
  packed.set(key, known);
  return known;
}

async function pack(root: string, target: string, flags: readonly string[]): Promise<Packed> {
  if (target === "ledger") await generate(path.join(root, "packages", "ledger"));
  const { directory, problems } = await packBundle(root, target);
  return {
    inPlace: await runHandler(path.join(root, "packages", target, "main.js"), "lambdaHandler", flags),
    inBundle: await runHandler(path.join(directory, "main.js")),
    entries: await listZip(path.join(root, ".lambda-pack", "bundle.zip")),
    problems,
  };
}

/** Prisma asks for the engines of its older kind of client, which this one has not: any file will do. */
async function generate(directory: string): Promise<void> {
  const engines = { PRISMA_QUERY_ENGINE_LIBRARY: process.execPath, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
  const env = { ...plainEnvironment(), ...engines, CHECKPOINT_DISABLE: "1" };
  await execa(await toolBin("prisma-6.19.3"), ["generate", "--no-hints"], { cwd: directory, extendEnv: false, env });
}

describe.each<FixtureInstaller>(["yarn", "pnpm", "plugnplay"])("installed by %s", (installer) => {
  test("native code, a framework and a query builder do in the bundle what they do in place", { timeout }, async () => {
    const { inPlace, inBundle, problems } = await packOnce(installer, "lighthouse");
    expect(inPlace).toMatchObject({
      resized: "png 16x8",
      hashed: true,
      transformed: "const beam = 1;\n",
      provided: 7,
      query: 'select * from "ships" where "id" = 1',
      loaded: expect.arrayContaining([
        "@img/sharp-libvips-linux-x64@1.2.4",
        "@img/sharp-linux-x64@0.34.5",
        "@lighthouse/lamp@1.0.0",
        "@nestjs/core@11.1.9",
        "bcrypt@6.0.0",
        "debug@4.3.4",
        "esbuild@0.27.0",
        "knex@3.1.0",
        "ms@2.1.2",
        "sharp@0.34.5",
      ]),
    });
    expect(inBundle).toEqual(inPlace);
    expect(problems).toEqual([]);
  });

  test("the zip holds what the one of Yarn classic holds, but for what is patched", { timeout }, async () => {
    const [first, other] = [await packOnce("yarn", "lighthouse"), await packOnce(installer, "lighthouse")];
    const isPatched = ({ name }: ZipListing): boolean => patchedFiles[installer]?.includes(name) === true;
    const rest = ({ entries }: Packed): readonly ZipListing[] => entries.filter((entry) => !isPatched(entry));
    expect(firstZipDifference(rest(first), rest(other))).toBeUndefined();
    expect(other.entries.filter(isPatched).map(({ name }) => name)).toEqual(patchedFiles[installer] ?? []);
  });

  test("binaries for another libc are left out, whatever installed them", { timeout }, async () => {
    const { entries } = await packOnce(installer, "lighthouse");
    const platforms = entries.flatMap(({ name }) => /^node_modules\/@(?:img|esbuild)\/[^/]+/u.exec(name) ?? []);
    expect([...new Set(platforms)]).toEqual([
      "node_modules/@esbuild/linux-x64",
      "node_modules/@img/colour",
      "node_modules/@img/sharp-libvips-linux-x64",
      "node_modules/@img/sharp-linux-x64",
    ]);
  });
});

// Plug'n'Play has no place beside @prisma/client; Prisma wants an `output` of one's own there.
describe.each<FixtureInstaller>(["yarn", "pnpm"])("installed by %s", (installer) => {
  test("a client that was generated beside its package is packed beside it", { timeout }, async () => {
    const { inPlace, inBundle, problems } = await packOnce(installer, "ledger");
    expect(inPlace).toMatchObject({
      models: ["Ship"],
      client: "6.19.3",
      signed: "/1",
      loaded: expect.arrayContaining(["@prisma/client@6.19.3", "aws-sdk@2.1692.0", "knex@3.1.0"]),
    });
    expect(inBundle).toEqual(inPlace);
    expect(problems).toEqual([]);
  });

  test("only where the generated client names the checkout do the zips differ", { timeout }, async () => {
    const [first, other] = [await packOnce("yarn", "ledger"), await packOnce(installer, "ledger")];
    const generated = /^node_modules\/\.prisma\/client\/(?:edge|index|wasm)\.js$/u;
    const others = ({ entries }: Packed) => entries.filter(({ name }) => !generated.test(name));
    expect(firstZipDifference(others(first), others(other))).toBeUndefined();
    expect(first.entries.map(({ name }) => name)).toEqual(other.entries.map(({ name }) => name));
    expect(first.entries.filter(({ name }) => generated.test(name))).toHaveLength(3);
  });
});
