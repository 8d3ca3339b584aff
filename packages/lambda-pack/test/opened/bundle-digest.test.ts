import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import type { BundleFiles } from "@lambda-pack/test-support/bundles/bundle-content";
import { expect, test } from "vitest";
import { bundleDigest } from "../../src/opened/bundle-digest.ts";

const manifest = { name: "database", version: "1.0.0" };
const files = { "main.js": "1", "node_modules/a/package.json": { name: "a" }, "node_modules/a/x.json": "{}" };
const sha256 = "0".repeat(64);
const recordOf = (version: number): string =>
  JSON.stringify({ version, bundle: { name: "database", sha256 }, files: [], listed: [], checked: [] });
const record = recordOf(1);

async function digest(changes: BundleFiles, root = ""): Promise<string> {
  const all = { "package.json": manifest, ...files, ...changes };
  const placed = Object.fromEntries(Object.entries(all).map(([path, content]) => [`${root}${path}`, content]));
  return bundleDigest(openedBundle(placed, { root: root.replace(/\/$/u, "") }));
}

test.each<[string, BundleFiles]>([
  ["the settings of the target", { "package.json": { ...manifest, lambdaPack: { trim: "reachable" } } }],
  ["a record in its directory", { "runs/opened.json": record }],
])("%s make no difference", async (_what, changes) => {
  expect(await digest(changes)).toBe(await digest({}));
  expect(await digest(changes, "nodejs/")).toBe(await digest({}, "nodejs/"));
});

test.each<[string, BundleFiles]>([
  ["a content", { "main.js": "2" }],
  ["a file more", { "lib.js": "" }],
  ["another field of package.json", { "package.json": { ...manifest, main: "main.js" } }],
  ["a package.json that cannot be read", { "package.json": "{" }],
  ["the settings of a dependency", { "node_modules/a/package.json": { name: "a", lambdaPack: {} } }],
  ["a record in a dependency", { "node_modules/a/x.json": record }],
  ["what only looks like a record", { "opened.json": recordOf(9) }],
  ["JSON with a digest", { "opened.json": JSON.stringify({ sha256 }) }],
])("%s does", async (_what, changes) => {
  expect(await digest(changes)).not.toBe(await digest({}));
});
