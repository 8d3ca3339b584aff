import { expect, test } from "vitest";
import { compareBundles } from "../../src/compare/compare-bundles.ts";
import { zipOf } from "./sketched.ts";

test("a package that is in both bundles has how many of its files differ, and one that only moves has what has moved", async () => {
  const packages = { "": "app@1.0.0", "node_modules/a": "a@1.0.0", "node_modules/b": "b@1.0.0" };
  const files = { "node_modules/a/1.js": "1", "node_modules/a/2.js": "2", "node_modules/a/3.js": "3" };
  const whole = zipOf({ packages, files });
  const { "node_modules/a/2.js": _, "node_modules/a/3.js": _three, ...kept } = files;
  const rest = zipOf({ packages, files: { ...kept, "node_modules/b/1.js": "1" } });
  const { packages: found } = await compareBundles(whole, rest);
  expect(found.map((one) => (one.kind === "changed" ? [one.after.id, one.changes, one.files] : one.kind))).toEqual([
    ["a@1.0.0", ["content"], { added: 0, removed: 2, changed: 0 }],
    ["b@1.0.0", ["content"], { added: 1, removed: 0, changed: 0 }],
  ]);
  const changed = zipOf({ packages, files: { ...files, "node_modules/a/1.js": "other" } });
  expect((await compareBundles(whole, changed)).packages).toMatchObject([
    { files: { added: 0, removed: 0, changed: 1 } },
  ]);
});
