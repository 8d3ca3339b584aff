import { expect, test } from "vitest";
import type { Fields, Tree } from "@lambda-pack/test-support/disk/tree";
import { handlerOf } from "../../src/run/handler-of.ts";
import { withBundle } from "../../src/bundle/with-bundle.ts";
import type { Settings } from "../../src/config/settings/settings.ts";
import { orchardTree } from "../orchard-tree.ts";

async function handlerFor(fields: Fields, files: Tree, settings: Settings = {}): Promise<string> {
  const cwd = orchardTree({ fields, files });
  const given = { where: "the test", settings, faults: [] };
  return withBundle({ arg: "picker", cwd, given }, handlerOf);
}

test.each<[string, Fields, Tree, string]>([
  ["exports before main", { main: "a.js", exports: { import: "./b.mjs" } }, { "a.js": "", "b.mjs": "" }, "b.handler"],
  ["exports of one condition", { exports: { ".": { require: "./d/c.cjs" } } }, { "d/c.cjs": "" }, "d/c.handler"],
  ["main as Node completes it", { main: "dist" }, { "dist/index.js": "" }, "dist/index.handler"],
  ["main without its extension", { main: "./dist/main" }, { "dist/main.js": "" }, "dist/main.handler"],
  ["the index where main leads nowhere", { main: "gone.js" }, { "index.js": "" }, "index.handler"],
  ["an empty main", { main: "" }, { "index.js": "" }, "index.handler"],
  ["nothing that is there", { main: "./dist/gone.js" }, {}, "dist/gone.handler"],
  ["nothing at all", {}, { "a.js": "" }, "index.handler"],
])("the handler is in the file that Node loads: %s", async (...[, fields, files, expected]) => {
  expect(await handlerFor(fields, files)).toBe(expected);
});

test("a handler that is set is it, and a prefix stands before a file that is found", async () => {
  expect(await handlerFor({ main: "a.js" }, { "a.js": "" }, { handler: "b.run" })).toBe("b.run");
  expect(await handlerFor({ main: "a.js" }, { "a.js": "" }, { prefix: "nodejs" })).toBe("nodejs/a.handler");
});

test("of several handlers, the one that is set alone, or else the first", async () => {
  const files = { "a.js": "", "b.js": "" };
  expect(await handlerFor({ main: "a.js" }, files, { handlers: ["b.run", "a.run"] })).toBe("b.run");
  expect(await handlerFor({ main: "a.js" }, files, { handler: "a.run", handlers: ["b.run"] })).toBe("a.run");
});
