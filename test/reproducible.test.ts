import { chmod, lstat, mkdir, readdir, readFile, readlink, rename, symlink, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { digestFile } from "@lambda-pack/test-support/disk/digest-file";
import { pseudoRandomBytes } from "@lambda-pack/test-support/disk/pseudo-random-bytes";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { pkg, withMode, writeTree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";
import { firstZipDifference } from "@lambda-pack/test-support/zips/first-zip-difference";
import { listZip } from "@lambda-pack/test-support/zips/list-zip";
import { execa } from "execa";
import { expect, test } from "vitest";
import { observatory } from "./harness/observatory.ts";
import { buildCommand } from "./harness/build-command.ts";

/** Names whose order depends on whom one asks, modes of all kinds, sizes that are compressed in several pieces. */
const catalogue: Tree = {
  "packages/telescope/stars": {
    "Zeta.json": "{}",
    "alpha.json": "{}",
    "alpha/first.json": "{}",
    "alpha-centauri.json": "{}",
    "Ångström.json": "{}",
    "ötzi.json": "{}",
    "stern\u{1F31F}.json": "{}",
    "\uFB01n.json": "{}",
    "10.json": "{}",
    "9.json": "{}",
    "ııı.json": "{}",
    "III.json": "{}",
    "empty.txt": "",
    "survey.bin": Buffer.alloc(3_000_000, "a survey of the southern sky, "),
    "noise.bin": pseudoRandomBytes(700_000),
  },
  "packages/telescope/bin": { "aim.sh": withMode(0o750, "#!/bin/sh\n"), "read-only.txt": withMode(0o440, "stars") },
  "node_modules/prism/cut": { "a.js": withMode(0o600, ""), "b.js": withMode(0o777, ""), "c.js": withMode(0o644, "") },
  "node_modules/prism/node_modules/.yarn-integrity": "whoever installed it",
  "node_modules/prism/node_modules/facet": pkg("facet@1.0.0"),
};

interface Circumstances {
  readonly env?: Readonly<Record<string, string>>;
  readonly umask?: string;
}

/** Packs `telescope` in a process of its own and gives the path of the zip. */
async function pack(root: string, { env = {}, umask = "022" }: Circumstances = {}): Promise<string> {
  const program = `umask ${umask}; exec "$@"`;
  await execa("sh", ["-c", program, "sh", process.execPath, await buildCommand(), "telescope"], {
    cwd: root,
    extendEnv: false,
    env: { ...plainEnvironment(), ...env },
  });
  return path.join(root, ".lambda-pack", "telescope.zip");
}

/** The first entry that differs, which tells more than two hashes; undefined when the zips are the same byte for byte. */
async function differenceOf(one: string, other: string): Promise<string | undefined> {
  const inEntries = firstZipDifference(await listZip(one), await listZip(other));
  if (inEntries !== undefined) return inEntries;
  return (await digestFile(one)) === (await digestFile(other))
    ? undefined
    : "all entries look the same, and the bytes differ";
}

const usual = { TZ: "UTC", LANG: "en_US.UTF-8", LC_ALL: "en_US.UTF-8" };

test.each<[string, Circumstances]>([
  [
    "west of Greenwich, with Turkish casing and a strict umask",
    { env: { TZ: "America/Los_Angeles", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" }, umask: "077" },
  ],
  [
    "at the date line, with Swedish order and no umask",
    { env: { TZ: "Pacific/Kiritimati", LANG: "sv_SE.UTF-8", LC_ALL: "sv_SE.UTF-8" }, umask: "000" },
  ],
  [
    "without a locale, in a script of npm, for production",
    {
      env: { LANG: "C", LC_ALL: "C", NODE_ENV: "production", npm_config_production: "true", npm_config_umask: "0077" },
    },
  ],
])("the bytes are the same %s", async (_, circumstances) => {
  const root = await observatory(catalogue);
  const first = path.join(temporaryDirectory(), "first.zip");
  await rename(await pack(root, { env: usual }), first);
  expect(await differenceOf(first, await pack(root, circumstances))).toBeUndefined();
});

test("the bytes are the same in another checkout, whose files were made in another order at another time", async () => {
  const root = await observatory(catalogue);
  const other = path.join(temporaryDirectory(), "a longer path with spaces", "œuvre", "checkout");
  await copyBackwards(root, other);
  const env = { TZ: "Asia/Kolkata", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" };
  expect(await differenceOf(await pack(root), await pack(other, { env, umask: "007" }))).toBeUndefined();
});

test("one changed letter is seen, and reported with the entry that has it", async () => {
  const root = await observatory(catalogue);
  const other = await observatory(catalogue);
  writeTree(other, { "node_modules/prism/index.js": 'exports.Version = require("./package.json").version;\n' });
  expect(await differenceOf(await pack(root), await pack(other))).toMatch(
    /^node_modules\/prism\/index\.js: crc is \d+, then \d+$/u,
  );
});

/** Copies a tree entry by entry, last first, with what a strict umask leaves of the modes, and with times long ago. */
async function copyBackwards(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const names = await readdir(from);
  for (const name of names.toSorted().toReversed()) {
    const [source, copy] = [path.join(from, name), path.join(to, name)];
    const stats = await lstat(source);
    if (stats.isSymbolicLink()) await symlink(await readlink(source), copy);
    else if (stats.isDirectory()) await copyBackwards(source, copy);
    else {
      await writeFile(copy, await readFile(source));
      await chmod(copy, stats.mode & 0o700);
      await utimes(copy, 86_400, 86_400 * (1 + names.indexOf(name)));
    }
  }
}
