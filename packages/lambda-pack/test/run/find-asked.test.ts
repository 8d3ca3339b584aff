import { expect, test } from "vitest";
import { findAsked } from "../../src/run/failure/find-asked.ts";

const root = "/tmp/x/task";

test.each([
  [`ENOENT: no such file or directory, open '${root}/node_modules/a/b c.txt'`, { path: "node_modules/a/b c.txt" }],
  ["ENOENT: no such file or directory, scandir './node_modules/a/../b'", { path: "node_modules/b" }],
  [`no template at ${root}/node_modules/a/x.tpl (line 3)`, { path: "node_modules/a/x.tpl" }],
  [
    `Cannot find module './x'\nRequire stack:\n- ${root}/node_modules/a/i.js`,
    { specifier: "./x", from: "node_modules/a/i.js" },
  ],
  [
    `Error: Cannot find package 'pkg' imported from ${root}/node_modules/a/i.mjs`,
    { specifier: "pkg", from: "node_modules/a/i.mjs" },
  ],
  [
    `plugin failed: Cannot find module '${root}/node_modules/a/x' imported from ${root}/i.mjs`,
    { path: "node_modules/a/x" },
  ],
  [`cannot read file://${root}/node_modules/a/%C3%A4.json`, { path: "node_modules/a/ä.json" }],
])("%s", (errorMessage, asked) => {
  expect(findAsked({ errorType: "Error", errorMessage }, root)).toContainEqual(asked);
});

test("a trace is read as well, and what lies elsewhere is nothing of the bundle", () => {
  expect(findAsked({ errorType: "Error", errorMessage: "", trace: [`at ${root}/lib/a.js:1:2`] }, root)).toContainEqual({
    path: "lib/a.js",
  });
  for (const errorMessage of ["ENOENT: no such file, open '/etc/none'", "ENOENT: no such file, open '../../none'", "x"])
    expect(findAsked({ errorType: "Error", errorMessage }, root)).toEqual([]);
});
