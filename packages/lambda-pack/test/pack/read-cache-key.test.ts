import { chmodSync, readdirSync, readFileSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { readCacheKey } from "../../src/pack/read-cache-key.ts";

const file = join("lambda-pack", "cache-key");

test("the key is made once, for nobody else to read", () => {
  const home = join(tree({}), "state");
  const key = readCacheKey(home);
  expect(key).toHaveLength(32);
  expect(readCacheKey(home)).toEqual(key);
  expect(readFileSync(join(home, file))).toEqual(Buffer.from(key));
  expect(statSync(join(home, file)).mode & 0o777).toBe(0o600);
});

test.each([
  ["that others can read", (path: string) => chmodSync(path, 0o644)],
  ["that is cut off", (path: string) => truncateSync(path, 5)],
])("a key %s is no secret, and another one serves each run", (_what, damage) => {
  const home = tree({});
  const key = readCacheKey(home);
  damage(join(home, file));
  expect(readCacheKey(home)).not.toEqual(key);
  expect(readCacheKey(home)).not.toEqual(readCacheKey(home));
});

test("where nothing can be kept, each run has a key of its own", () => {
  const home = join(tree({ state: "a file" }), "state");
  expect(readCacheKey(home)).toHaveLength(32);
  expect(readCacheKey(home)).not.toEqual(readCacheKey(home));
  expect(readdirSync(join(home, ".."))).toEqual(["state"]);
});
