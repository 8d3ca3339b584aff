import { cp } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { listFiles } from "@lambda-pack/test-support/disk/list-directory";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { json, pkg, writeTree } from "@lambda-pack/test-support/disk/tree";
import type { MadeUpPackage } from "@lambda-pack/test-support/installs/made-up-package";
import { startRegistry } from "@lambda-pack/test-support/installs/registry";
import type { Registry } from "@lambda-pack/test-support/installs/registry";
import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { telescope } from "./harness/exporting.ts";
import { observatory } from "./harness/observatory.ts";
import { packBundle } from "./harness/pack-bundle.ts";

/** The machine's own, since its binaries are to be loaded here. */
const processor = process.arch;

const require = createRequire(import.meta.url);

/** Puts a package that this repository has for its tests into a monorepo, as its tarball has it. */
async function install(root: string, name: string): Promise<void> {
  const from = path.dirname(require.resolve(`${name}/package.json`));
  await cp(from, path.join(root, "node_modules", name), { recursive: true });
}

test("bcrypt, which has binaries for all platforms, still loads when those for others are left out", async () => {
  const root = await observatory({
    "packages/telescope": telescope(
      { bcrypt: "^6.0.0" },
      `require("bcrypt").compareSync("nova", require("bcrypt").hashSync("nova", 4))`,
    ),
  });
  for (const name of ["bcrypt", "node-addon-api", "node-gyp-build"]) await install(root, name);
  const whole = await packBundle(root, "telescope", ["--arch", processor]);
  const pruned = await packBundle(root, "telescope", ["--arch", processor, "--prune-platforms"]);

  const binaries = await binariesOf(whole.directory);
  const left = `node_modules/bcrypt/prebuilds/linux-${processor}/bcrypt.glibc.node`;
  expect(binaries).toHaveLength(10);
  expect(binaries).toContain(left);
  expect(await binariesOf(pruned.directory)).toEqual([left]);
  expect([whole.problems, pruned.problems]).toMatchObject([
    [],
    [{ kind: "platform-files-left-out", severity: "note", package: "bcrypt@6.0.0", files: 9 }],
  ]);
  expect(await runHandler(path.join(pruned.directory, "main.js"))).toBe(true);
});

async function binariesOf(directory: string): Promise<readonly string[]> {
  return (await listFiles(directory)).filter((file) => file.endsWith(".node"));
}

/** Compiles when it is installed, for which a file is enough here. */
function compiled(name: string): MadeUpPackage {
  return {
    name,
    version: "1.0.0",
    fields: { scripts: { install: "node build.js || node-gyp rebuild" } },
    files: {
      "binding.gyp": "{}",
      "build.js": `const fs = require("fs");\nfs.mkdirSync("build/Release", { recursive: true });\nfs.writeFileSync("build/Release/addon.node", "");\n`,
      "index.js": "",
    },
  };
}

const release: readonly MadeUpPackage[] = [
  compiled("spectrograph"),
  compiled("seismograph"),
  {
    ...compiled("radio"),
    fields: { scripts: { install: "node-gyp-build" }, optionalDependencies: { "radio-linux": "1.0.0" } },
  },
  { name: "radio-linux", version: "1.0.0", fields: { os: ["linux"] }, files: { "radio.node": "" } },
  {
    name: "lamp",
    version: "1.0.0",
    fields: { optionalDependencies: { "lamp-linux-x64": "1.0.0", "lamp-linux-arm64": "1.0.0" } },
  },
  ...["x64", "arm64"].map((cpu) => ({
    name: `lamp-linux-${cpu}`,
    version: "1.0.0",
    fields: { os: ["linux"], cpu: [cpu] },
    files: { "lamp.node": cpu },
  })),
  {
    name: "banner",
    version: "1.0.0",
    fields: { scripts: { postinstall: "node -e 'console.log(\"Thank you for using node-gyp\")'" } },
  },
];

let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry(release);
}, 60_000);

afterAll(async () => registry.stop());

async function npm(root: string, ...words: readonly string[]): Promise<void> {
  const settings = ["--no-audit", "--no-fund", "--registry", registry.url, "--cache", path.join(root, ".npm-cache")];
  await execa("npm", [...words, ...settings], { cwd: root, extendEnv: false, env: plainEnvironment() });
}

test("a package whose install script did not run is reported until it has run", { timeout: 120_000 }, async () => {
  const root = temporaryDirectory();
  writeTree(root, {
    "package.json": json({ name: "observatory", private: true, workspaces: ["packages/*"] }),
    "packages/telescope": pkg("telescope@1.0.0", {
      dependencies: { spectrograph: "1.0.0", radio: "1.0.0", banner: "1.0.0" },
      optionalDependencies: { seismograph: "1.0.0" },
    }),
  });
  await npm(root, "install", "--ignore-scripts");

  const unbuilt = await packBundle(root, "telescope");
  expect(unbuilt.problems).toMatchObject([
    { kind: "unbuilt-native", severity: "warning", package: "spectrograph@1.0.0", path: "node_modules/spectrograph" },
  ]);
  expect(unbuilt.problems[0]?.hint).toContain("npm rebuild spectrograph");

  await npm(root, "rebuild", "spectrograph");
  expect((await packBundle(root, "telescope")).problems).toEqual([]);
});

test(
  "a package for the other processor is taken from a second install of the workspace",
  { timeout: 120_000 },
  async () => {
    const cpu = processor === "x64" ? "arm64" : "x64";
    const root = temporaryDirectory();
    const [here, there] = [path.join(root, "here"), path.join(root, "there")];
    writeTree(here, {
      "package.json": json({ name: "observatory", private: true, workspaces: ["packages/*"] }),
      "packages/telescope": pkg("telescope@1.0.0", { dependencies: { lamp: "1.0.0" } }),
    });
    await npm(here, "install", "--os=linux", `--cpu=${processor}`);
    await cp(here, there, { recursive: true, filter: (file) => path.basename(file) !== "node_modules" });
    await npm(there, "ci", "--os=linux", `--cpu=${cpu}`);

    const alone = await packBundle(here, "telescope", ["--arch", cpu]);
    expect(alone.problems).toMatchObject([
      { kind: "missing-platform-package", package: "lamp@1.0.0", name: `lamp-linux-${cpu}` },
    ]);
    expect(alone.problems[0]?.hint).toContain(`npm install --os=linux --cpu=${cpu} --libc=glibc`);
    expect(await binariesOf(alone.directory)).toEqual([]);

    const whole = await packBundle(here, "telescope", ["--arch", cpu, "--platform-packages", "../there"]);
    expect(whole.problems).toEqual([]);
    expect(await binariesOf(whole.directory)).toEqual([`node_modules/lamp-linux-${cpu}/lamp.node`]);
  },
);
