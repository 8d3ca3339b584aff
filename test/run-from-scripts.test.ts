import { existsSync } from "node:fs";
import path from "node:path";
import { digestFile } from "@lambda-pack/test-support/disk/digest-file";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { json } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { startRegistry } from "@lambda-pack/test-support/installs/registry";
import { plainEnvironment, toolBin } from "@lambda-pack/test-support/installs/tools";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { namesInZip } from "@lambda-pack/test-support/zips/list-zip";
import { unzipped } from "@lambda-pack/test-support/zips/unzipped";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { installCommand } from "./harness/install-command.ts";
import { observatory, telescopeAnswer } from "./harness/observatory.ts";

const timeout = 120_000;

/** The telescope with a script; its own archive lies in its own folder. */
function scripted(scripts: Readonly<Record<string, string>>): Tree {
  return {
    "packages/telescope/package.json": json({
      name: "telescope",
      version: "1.0.0",
      main: "main.js",
      scripts,
      dependencies: { "@observatory/lens": "^1.0.0", prism: "^2.0.0" },
    }),
  };
}

async function monorepo(changes: Tree): Promise<string> {
  const root = await observatory(changes);
  await installCommand(root);
  return root;
}

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const env = { ...plainEnvironment(), NX_DAEMON: "false", NX_CACHE_DIRECTORY: path.join(cwd, "nx-cache"), CI: "1" };
  const { stdout } = await execa(command, args, { cwd, extendEnv: false, env });
  return stdout;
}

/** What the unzipped handler answers, and the files of the zip that should not be in it. */
async function tryZip(zip: string): Promise<{ readonly answer: unknown; readonly strays: readonly string[] }> {
  const names = await namesInZip(zip);
  const strays = names.filter((name) => name.startsWith("dist/") || name.endsWith(".zip"));
  return { answer: await runHandler(path.join(await unzipped(zip), "main.js")), strays };
}

const whole = { answer: telescopeAnswer, strays: [] };

test.each(["prepack", "prepare"])(
  "npm packs the package, and its own %s script packs the zip",
  { timeout },
  async (script) => {
    const root = await monorepo(scripted({ [script]: "lambda-pack telescope --out dist/telescope.zip --no-stage" }));
    const telescope = path.join(root, "packages", "telescope");
    const zip = path.join(telescope, "dist", "telescope.zip");
    const args = ["pack", "--loglevel=error", "--pack-destination", temporaryDirectory()];
    await run("npm", args, telescope);
    expect(await tryZip(zip)).toEqual(whole);
    const first = await digestFile(zip);
    await run("npm", args, telescope);
    expect(await digestFile(zip)).toBe(first);
  },
);

test("npm publishes the package, and its own prepublishOnly script packs the zip before", { timeout }, async () => {
  const registry = await startRegistry([]);
  onTestFinished(registry.stop);
  const root = await monorepo(
    scripted({ prepublishOnly: "lambda-pack telescope --out dist/telescope.zip --no-stage" }),
  );
  const telescope = path.join(root, "packages", "telescope");
  const token = `--${registry.url.slice("http:".length)}:_authToken=made-up`;
  await run("npm", ["publish", "--loglevel=error", `--registry=${registry.url}`, token], telescope);

  expect(await tryZip(path.join(telescope, "dist", "telescope.zip"))).toEqual(whole);
  const published = await fetch(new URL("telescope", registry.url));
  expect(await published.json()).toMatchObject({ "dist-tags": { latest: "1.0.0" } });
});

test("Yarn classic runs it as a script of the package, and as a command at the root", { timeout }, async () => {
  const root = await monorepo(scripted({ bundle: "lambda-pack telescope --out dist/telescope.zip" }));
  const telescope = path.join(root, "packages", "telescope");
  const yarn = await toolBin("yarn-1.22.22");
  await run(yarn, ["run", "bundle"], telescope);
  expect(await tryZip(path.join(telescope, "dist", "telescope.zip"))).toEqual(whole);

  const first = await digestFile(path.join(telescope, "dist", "telescope.zip"));

  const argv = ["lambda-pack", "telescope", "--out", "packages/telescope/dist/telescope.zip"];
  expect(await run(yarn, ["--silent", ...argv], root)).toContain("Packed telescope 1.0.0");
  expect(await digestFile(path.join(telescope, "dist", "telescope.zip"))).toBe(first);
});

test("Yarn classic packs the package, and its own prepack script packs the zip", { timeout }, async () => {
  const root = await monorepo(scripted({ prepack: "lambda-pack telescope --no-stage" }));
  const tarball = path.join(temporaryDirectory(), "telescope.tgz");
  await run(await toolBin("yarn-1.22.22"), ["pack", "--filename", tarball], path.join(root, "packages", "telescope"));
  expect(existsSync(tarball)).toBe(true);
  expect(await tryZip(path.join(root, ".lambda-pack", "telescope.zip"))).toEqual(whole);
});

test("Lerna runs it as a task of every package that has it", { timeout }, async () => {
  const root = await monorepo({
    ...scripted({ bundle: "lambda-pack . --no-stage" }),
    "lerna.json": json({ version: "independent", packages: ["packages/*"], npmClient: "npm" }),
    "nx.json": json({ useDaemonProcess: false }),
  });
  const lerna = path.join(import.meta.dirname, "..", "node_modules", ".bin", "lerna");
  await run(lerna, ["run", "bundle"], root);
  expect(await tryZip(path.join(root, ".lambda-pack", "telescope.zip"))).toEqual(whole);
});
