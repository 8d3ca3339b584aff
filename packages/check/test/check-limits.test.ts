import { expect, test } from "vitest";
import { checkLimits } from "../src/check-limits.ts";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";

const { bundle } = openedBundle({
  "package.json": { name: "telescope", version: "1.0.0" },
  "main.js": "x".repeat(20),
  "node_modules/lens/package.json": { name: "lens", version: "2.0.0" },
  "node_modules/lens/index.js": "x".repeat(500),
  "node_modules/tube/package.json": { name: "tube", version: "2.0.0" },
  "node_modules/tube/index.js": "x".repeat(300),
  // Both copies count.
  "node_modules/lens/node_modules/tube/package.json": { name: "tube", version: "2.0.0" },
  "node_modules/lens/node_modules/tube/index.js": "x".repeat(300),
  "node_modules/cap/package.json": { name: "cap", version: "1.0.0" },
});
const { bytes } = bundle;
const heaviest = ["tube@2.0.0", "lens@2.0.0", "telescope@1.0.0"];

function limits(used: { readonly zipped?: number; readonly maxSize: number }) {
  return checkLimits(bundle, { zipped: undefined, maxZipSize: 1000, ...used });
}

test("a bundle that is far from its limits has no findings", () => {
  expect(limits({ maxSize: bytes * 2, zipped: 899 })).toEqual([]);
});

test("from nine tenths of a limit on it is near, and names the heaviest packages", () => {
  expect(limits({ maxSize: bytes * 2, zipped: 900 })).toEqual([
    {
      kind: "near-limit",
      severity: "warning",
      package: "telescope@1.0.0",
      limit: "zipped",
      used: 900,
      allowed: 1000,
      heaviest,
    },
  ]);
  expect(limits({ maxSize: bytes })).toMatchObject([{ kind: "near-limit", limit: "unzipped", used: bytes }]);
});

test("a byte over a limit is over it", () => {
  expect(limits({ maxSize: bytes - 1, zipped: 1001 })).toMatchObject([
    { kind: "over-limit", severity: "error", limit: "unzipped", used: bytes, allowed: bytes - 1, heaviest },
    { kind: "over-limit", severity: "error", limit: "zipped", used: 1001, allowed: 1000, heaviest },
  ]);
});
