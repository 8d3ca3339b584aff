import { expect, test } from "vitest";
import { checkModules } from "../../../src/modules/check-modules.ts";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import type { BundleFiles } from "@lambda-pack/test-support/bundles/opened-bundle";

const server = {
  name: "@trpc/server",
  version: "11.1.0",
  main: "index.js",
  peerDependencies: { typescript: ">=5" },
} as const;

/** A function that loads @trpc/server, which has a large peer. */
async function findPeers(files: BundleFiles, dependencies: object = {}) {
  const bundle = openedBundle(
    {
      "package.json": JSON.stringify({
        name: "picker",
        version: "1.0.0",
        main: "index.js",
        dependencies: { "@trpc/server": "11.1.0", ...dependencies },
      }),
      "index.js": "require('@trpc/server');",
      "node_modules/@trpc/server/package.json": server,
      "node_modules/@trpc/server/index.js": "",
      "node_modules/typescript/package.json": { name: "typescript", version: "5.8.3", main: "lib.js" },
      "node_modules/typescript/lib.js": "x".repeat(1_000_000),
      ...files,
    },
    { origin: "workspace" },
  );
  const findings = await checkModules(bundle, { runtime: "nodejs22.x" });
  return findings.filter(({ kind }) => kind === "unused-peer");
}

test("a large peer that nothing asks for is a note, with who requires it", async () => {
  expect(await findPeers({})).toEqual([
    {
      kind: "unused-peer",
      severity: "note",
      package: "typescript@5.8.3",
      name: "typescript",
      bytes: expect.any(Number),
      dependents: ["@trpc/server@11.1.0"],
    },
  ]);
});

test.each<[what: string, files: BundleFiles]>([
  ["is asked for", { "node_modules/@trpc/server/index.js": "exports.f = () => require('typescript');" }],
  ["is asked for in a guard", { "index.js": "require('@trpc/server'); try { require('typescript/lib.js') } catch {}" }],
  ["is asked for in a file that nothing is seen to load", { "tool.js": "require('typescript');" }],
  [
    "may be asked for by a name that is put together",
    { "node_modules/@trpc/server/index.js": "exports.f = (name) => require(name);" },
  ],
  [
    "may be asked for by a template",
    { "node_modules/@trpc/server/index.js": "exports.f = (name) => import(`${name}/x`);" },
  ],
  ["is small", { "node_modules/typescript/lib.js": "" }],
  ["is of a function whose files are not known", { "index.js": { link: "gone.js" } }],
])("one that %s is none", async (_what, files) => {
  expect(await findPeers(files)).toEqual([]);
});

test("one that somebody depends on is none", async () => {
  expect(await findPeers({}, { typescript: "5.8.3" })).toEqual([]);
});
