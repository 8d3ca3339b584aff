import { expect, test } from "vitest";

import { list } from "../list.ts";
import { manifest } from "../manifest.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

interface Sample {
  /** As their package.json has them; preinstall, install and postinstall do not differ here. */
  readonly scripts?: readonly string[];
  readonly files?: Tree;
}

async function problemsOf({ scripts = [], files = {} }: Sample) {
  const root = tree({ "node_modules/lodash": { "package.json": "{}", "index.js": "", ...files } });
  const { problems } = await list(root, {
    importer: false,
    manifest: manifest({ installScripts: scripts }),
    allowScripts: "pnpm approve-builds",
  });
  return problems;
}

const unbuilt = {
  kind: "unbuilt-native",
  package: "lodash@4.17.21",
  path: "node_modules/lodash",
  approve: "pnpm approve-builds",
};

/** The install scripts of packages as published. */
test.each<readonly [string, Sample]>([
  ["a binding.gyp alone (segfault-handler)", { files: { "binding.gyp": "{}" } }],
  ["bcrypt 5", { scripts: ["node-pre-gyp install --fallback-to-build"] }],
  ["better-sqlite3", { scripts: ["prebuild-install || node-gyp rebuild --release"] }],
  ["bcrypt 6 without its prebuilds", { scripts: ["node-gyp-build"], files: { "binding.gyp": "{}" } }],
  ["isolated-vm", { scripts: ["prebuild-install || (node-gyp rebuild --release -j max && node-gyp clean)"] }],
  ["re2", { scripts: ["install-from-cache --artifact build/Release/re2.node || npm run rebuild"] }],
  ["node-llama-cpp, of old", { scripts: ["cmake-js compile"] }],
  ["a path to the tool", { scripts: ["node ./node_modules/.bin/node-gyp rebuild"] }],
])("%s: native code without a binary is told", async (_, sample) => {
  expect(await problemsOf(sample)).toEqual([unbuilt]);
});

test.each<readonly [string, Sample]>([
  ["esbuild, which fetches no addon", { scripts: ["node install.js"] }],
  ["core-js, which prints", { scripts: ["node -e \"try{require('./postinstall')}catch(e){}\""] }],
  ["a tool's own package, which runs nothing", { files: { bin: { "node-gyp.js": "" }, gyp: { "binding.gyp": "{}" } } }],
  ["a text with the name of a tool", { scripts: ["node -e 'console.log(`built with node-gyp rebuild`)'"] }],
  ["another command with a similar name", { scripts: ["my-node-gyp-tools check", "node-gypsy"] }],
  ["dtrace-provider, which can do without", { scripts: ["node-gyp rebuild || node suppress-error.js"] }],
  ["websocket, which can do without", { scripts: ["(node-gyp rebuild 2> builderror.log) || (exit 0)"] }],
  [
    "bufferutil, which brings binaries",
    {
      scripts: ["node-gyp-build"],
      files: { "binding.gyp": "{}", "prebuilds/linux-x64/bufferutil.node": "" },
    },
  ],
  ["what is built", { files: { "binding.gyp": "{}", "build/Release/addon.node": "" } }],
  [
    "what is downloaded",
    {
      scripts: ["node-pre-gyp install --fallback-to-build"],
      files: { "lib/binding/napi-v3/bcrypt_lib.node": "" },
    },
  ],
])("%s: nothing is told", async (_, sample) => {
  expect(await problemsOf(sample)).toEqual([]);
});

test("nothing is told of a binary that the settings leave out, nor where the caller expects none", async () => {
  const root = tree({ "node_modules/lodash": { "binding.gyp": "{}", "build/Release/addon.node": "" } });
  const excluded = await list(root, { importer: false, exclude: ["build/**"], allowScripts: "npm rebuild" });
  expect(excluded.problems).toEqual([]);
  const bare = tree({ "node_modules/lodash": { "binding.gyp": "{}" } });
  expect((await list(bare, { importer: false })).problems).toEqual([]);
});
