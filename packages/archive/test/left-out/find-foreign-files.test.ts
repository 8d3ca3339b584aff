import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { byCodeUnit } from "@lambda-pack/model";
import type { Platform } from "@lambda-pack/model";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { findForeignFiles } from "../../src/left-out/find-foreign-files.ts";

const x64: Platform = { os: "linux", cpu: "x64", libc: "glibc" };
const arm64: Platform = { ...x64, cpu: "arm64" };

function kept(paths: readonly string[], platform: Platform = x64): readonly string[] {
  const foreign = findForeignFiles(paths, platform);
  return paths.filter((path) => !foreign.has(path));
}

/** The binaries of bcrypt 6.0.0 and sodium-native 5.0.9 as their tarballs list them. */
const bcrypt = [
  "bcrypt.js",
  "binding.gyp",
  "prebuilds/darwin-arm64/bcrypt.node",
  "prebuilds/darwin-x64/bcrypt.node",
  "prebuilds/linux-arm/bcrypt.glibc.node",
  "prebuilds/linux-arm/bcrypt.musl.node",
  "prebuilds/linux-arm64/bcrypt.glibc.node",
  "prebuilds/linux-arm64/bcrypt.musl.node",
  "prebuilds/linux-x64/bcrypt.glibc.node",
  "prebuilds/linux-x64/bcrypt.musl.node",
  "prebuilds/win32-arm64/bcrypt.node",
  "prebuilds/win32-x64/bcrypt.node",
];
const sodium = [
  "index.js",
  ...["android-arm", "android-arm64", "android-ia32", "android-x64", "darwin-arm64", "darwin-x64"].flatMap(addons),
  ...["ios-arm64", "ios-arm64-simulator", "ios-x64-simulator"].map((made) => `prebuilds/${made}/sodium-native.bare`),
  ...["linux-arm64", "linux-x64", "win32-arm64", "win32-x64"].flatMap(addons),
];

function addons(made: string): readonly string[] {
  return [`prebuilds/${made}/sodium-native.bare`, `prebuilds/${made}/sodium-native.node`];
}

test("of bcrypt 6 the binary for the function's processor and C library stays", () => {
  const rest = ["bcrypt.js", "binding.gyp"];
  expect(kept(bcrypt)).toEqual([...rest, "prebuilds/linux-x64/bcrypt.glibc.node"]);
  expect(kept(bcrypt, arm64)).toEqual([...rest, "prebuilds/linux-arm64/bcrypt.glibc.node"]);
});

test("of sodium-native the whole folder for the function's processor stays", () => {
  expect(kept(sodium)).toEqual(["index.js", ...addons("linux-x64")]);
  expect(kept(sodium, arm64)).toEqual(["index.js", ...addons("linux-arm64")]);
});

test.each<readonly [string, readonly string[], readonly string[]]>([
  [
    "a folder for two processors",
    ["prebuilds/linux-x64+arm64/a.node", "prebuilds/darwin-x64+arm64/a.node"],
    ["prebuilds/darwin-x64+arm64/a.node"],
  ],
  [
    "the C library in the name of the system",
    ["prebuilds/linuxglibc-x64/a.node", "prebuilds/linuxmusl-x64/a.node", "prebuilds/linuxglibc-arm64/a.node"],
    ["prebuilds/linuxmusl-x64/a.node", "prebuilds/linuxglibc-arm64/a.node"],
  ],
  [
    "sqlite3's folders, with the C library before the processor",
    [
      "lib/binding/napi-v6-linux-glibc-x64/node_sqlite3.node",
      "lib/binding/napi-v6-linux-musl-x64/node_sqlite3.node",
      "lib/binding/napi-v6-darwin-unknown-arm64/node_sqlite3.node",
    ],
    [
      "lib/binding/napi-v6-linux-musl-x64/node_sqlite3.node",
      "lib/binding/napi-v6-darwin-unknown-arm64/node_sqlite3.node",
    ],
  ],
  [
    "node-pre-gyp's folders, for any version of Node",
    ["lib/binding/node-v115-linux-x64/a.node", "lib/binding/node-v127-linux-x64/a.node", "lib/binding/win32-x64/a.dll"],
    ["lib/binding/win32-x64/a.dll"],
  ],
  [
    "napi-rs files beside each other",
    ["a.linux-x64-gnu.node", "a.linux-x64-musl.node", "a.darwin-universal.node", "a.win32-x64-msvc.node", "a.node"],
    ["a.linux-x64-musl.node", "a.darwin-universal.node", "a.win32-x64-msvc.node"],
  ],
  [
    "files of a folder for another platform, deep inside too",
    ["deps/prebuilds/linux-x64/a.node", "deps/prebuilds/win32-x64/lib/a.dll", "deps/prebuilds/win32-x64/a.node"],
    ["deps/prebuilds/win32-x64/lib/a.dll", "deps/prebuilds/win32-x64/a.node"],
  ],
])("%s: what is for other platforms is left out", (_, paths, foreign) => {
  expect([...findForeignFiles(paths, x64)]).toEqual(foreign);
});

test("versions of ARM: Lambda's is the eighth", () => {
  const paths = ["prebuilds/linux-arm64/a.armv8.node", "prebuilds/linux-arm64/a.armv7.node"];
  expect([...findForeignFiles(paths, arm64)]).toEqual(["prebuilds/linux-arm64/a.armv7.node"]);
});

test.each<readonly [string, readonly string[]]>([
  ["nothing for this platform lies beside them", ["prebuilds/darwin-arm64/a.node", "prebuilds/win32-x64/a.node"]],
  [
    "what is for this processor is for another C library",
    ["prebuilds/linux-x64/a.musl.node", "prebuilds/win32-x64/a.node"],
  ],
  ["the folder for this platform has no binary", ["prebuilds/linux-x64/README.md", "prebuilds/win32-x64/a.node"]],
  ["they belong to another file", ["a.linux-x64-gnu.node", "b.darwin-arm64.node", "lib/a.darwin-arm64.node"]],
  [
    "a word is not known",
    ["prebuilds/linux-x64/a.node", "prebuilds/HID-win32-x64/a.node", "prebuilds/amiga-x64/a.node"],
  ],
  ["there are more words", ["prebuilds/linux-x64/a.node", "prebuilds/win32-x64-msvc-debug/a.node"]],
  ["the folder has another name", ["bin/linux-x64/a.node", "bin/win32-x64/a.node", "dist/darwin-arm64.js"]],
  ["they are no binaries", ["a.linux-x64-gnu.node", "a.darwin-arm64.js", "a.wasm32-wasi.wasm"]],
  [
    "they are for other versions of Node",
    ["prebuilds/linux-x64/a.abi115.node", "prebuilds/linux-x64/electron.napi.node"],
  ],
])("all files stay where %s", (_, paths) => {
  expect([...findForeignFiles(paths, x64)]).toEqual([]);
});

interface Tuple {
  readonly name: string;
}

/** The parts of node-gyp-build that make its choice, on a machine that is none of those the tests run on. */
interface NodeGypBuild {
  readonly parseTuple: (name: string) => Tuple | undefined;
  readonly matchTuple: (os: string, cpu: string) => (tuple: Tuple | undefined) => boolean;
  readonly compareTuples: (a: Tuple, b: Tuple) => number;
  readonly parseTags: (file: string) => { readonly file: string } | undefined;
  readonly matchTags: (runtime: string, abi: string) => (tags: { readonly file: string } | undefined) => boolean;
  readonly compareTags: (runtime: string) => (a: unknown, b: unknown) => number;
}

const require = createRequire(import.meta.url);
const loaderSource = readFileSync(require.resolve("node-gyp-build/node-gyp-build.js"), "utf8");

function nodeGypBuildFor({ cpu, libc }: Platform): NodeGypBuild {
  const module = { exports: {} };
  const machine = {
    env: { npm_config_arch: cpu, npm_config_platform: "linux", LIBC: libc },
    config: { variables: {} },
    versions: { modules: "127", uv: "1.51.0", node: "22.0.0" },
  };
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- the loader reads its machine when it is loaded
  new Function("module", "require", "process", loaderSource)(module, require, machine);
  return module.exports as NodeGypBuild;
}

/** As the function `resolve` inside of node-gyp-build. */
function chosenBy(loader: NodeGypBuild, paths: readonly string[], { cpu }: Platform): string | undefined {
  const folders = [...new Set(paths.map((path) => path.split("/")[1] ?? ""))].toSorted(byCodeUnit);
  const [tuple] = folders
    .map(loader.parseTuple)
    .filter((each) => each !== undefined)
    .filter(loader.matchTuple("linux", cpu))
    .toSorted(loader.compareTuples);
  if (tuple === undefined) return undefined;
  const files = paths
    .filter((path) => path.startsWith(`prebuilds/${tuple.name}/`))
    .map((path) => path.split("/")[2] ?? "");
  const [winner] = files
    .toSorted(byCodeUnit)
    .map((file) => loader.parseTags(file))
    .filter((each) => each !== undefined)
    .filter(loader.matchTags("node", "127"))
    .toSorted(loader.compareTags("node"));
  return winner === undefined ? undefined : `prebuilds/${tuple.name}/${winner.file}`;
}

const folderNames = fc
  .tuple(
    fc.constantFrom("linux", "darwin", "win32", "android", "linuxmusl", "solaris"),
    fc.constantFrom("x64", "arm64", "arm", "x64+arm64", "ia32+x64", "x65"),
  )
  .map((parts) => parts.join("-"));
const fileNames = fc
  .tuple(
    fc.constantFrom("sodium", "node", "electron", "musl"),
    fc.uniqueArray(fc.constantFrom("napi", "glibc", "musl", "armv7", "armv8", "abi127", "abi115", "uv1")),
  )
  .map(([name, tags]) => [name, ...tags, "node"].join("."));
const prebuilds = fc.uniqueArray(
  fc.tuple(folderNames, fileNames).map(([folder, file]) => `prebuilds/${folder}/${file}`),
  { maxLength: 12 },
);

test.each([x64, arm64])("node-gyp-build loads the same file as before on $cpu, whatever there is", (platform) => {
  const loader = nodeGypBuildFor(platform);
  expect(chosenBy(loader, bcrypt, platform)).toBe(`prebuilds/linux-${platform.cpu}/bcrypt.glibc.node`);
  fc.assert(
    fc.property(prebuilds, (paths) => {
      const before = chosenBy(loader, paths, platform);
      fc.pre(before !== undefined);
      expect(chosenBy(loader, kept(paths, platform), platform)).toBe(before);
    }),
    { numRuns: 2000 },
  );
});
