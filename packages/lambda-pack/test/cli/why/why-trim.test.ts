import { expect, test } from "vitest";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../../src/cli/main.ts";
import { fakeIo } from "../fake-io.ts";

function workspace(): string {
  return tree({
    "package.json": { private: true, workspaces: ["packages/*"] },
    "package-lock.json": { lockfileVersion: 3, packages: {} },
    "packages/app/package.json": { name: "app", version: "1.0.0", dependencies: { koa: "*", knex: "*", left: "*" } },
    "packages/app/index.js": "\nrequire('koa'); require('./db')",
    "packages/app/db.js": "require('knex')",
    "node_modules/koa/package.json": { name: "koa", version: "2.0.0", dependencies: { errors: "*" } },
    "node_modules/koa/index.js": "\n\nrequire('./lib/context')",
    "node_modules/koa/lib/context.js": "require('errors')",
    "node_modules/koa/unused.js": "",
    "node_modules/koa/README.md": "",
    "node_modules/errors/package.json": { name: "errors", version: "1.0.0" },
    "node_modules/errors/index.js": "",
    "node_modules/knex/package.json": { name: "knex", version: "3.0.0" },
    "node_modules/knex/index.js": "require('fs').readdirSync(__dirname)",
    "node_modules/knex/dialects/pg.js": "",
    "node_modules/left/package.json": { name: "left", version: "1.0.0" },
    "node_modules/left/index.js": "",
  });
}

async function why(
  cwd: string,
  query: string,
  { columns, argv = ["--trim=reachable"] }: { columns?: number; argv?: string[] } = {},
) {
  const io = fakeIo({ cwd, ...(columns !== undefined && { columns }), env: { NO_COLOR: "1" } });
  const code = await main(["why", "app", query, ...argv], io);
  return { code, out: io.out(), err: io.err() };
}

/** Up to the first section about the package. */
function about(out: string): readonly string[] {
  return out.split("\n\nWhy it is included")[0]?.split("\n").slice(0, -2) ?? [];
}

test("a kept file has the chain of imports from own code on, in lines that editors open", async () => {
  const { code, out } = await why(workspace(), "node_modules/errors/index.js");
  expect(code).toBe(0);
  expect(about(out)).toEqual([
    "node_modules/errors/index.js is a file of errors@1.0.0, 0 B",
    "",
    "Why it is kept",
    '  index.js:2                         loads "koa"',
    '  node_modules/koa/index.js:3        loads "./lib/context"',
    '  node_modules/koa/lib/context.js:1  loads "errors"',
    "  node_modules/errors/index.js",
  ]);
});

test("a narrow terminal has what stands there below it", async () => {
  const { out } = await why(workspace(), "node_modules/errors/index.js", { columns: 44 });
  expect(about(out).slice(4)).toEqual([
    "  index.js:2",
    '      loads "koa"',
    "  node_modules/koa/index.js:3",
    '      loads "./lib/context"',
    "  node_modules/koa/lib/context.js:1",
    '      loads "errors"',
    "  node_modules/errors/index.js",
  ]);
});

test("a file of a whole package has the line that computes, and what leads there", async () => {
  const { out } = await why(workspace(), "node_modules/knex/dialects/pg.js");
  expect(about(out).slice(2)).toEqual([
    "Why it is kept",
    "  All of knex@3.0.0 is kept: it computes what it loads or opens.",
    '  db.js:1                       loads "knex"',
    expect.stringMatching(/^ {2}node_modules\/knex\/index\.js:1 {2}computes what it loads or opens: /u),
  ]);
  expect(out).toContain("\nWhat trim keeps of it\n  All of it: 3 files, ");
});

test.each([
  ["node_modules/koa/unused.js", "koa@2.0.0", "Nothing that can run leads to it.", "koa/unused.js"],
  ["node_modules/koa/README.md", "koa@2.0.0", "No code of koa@2.0.0 names Markdown files.", "koa/README.md"],
  [
    "node_modules/left/index.js",
    "left@1.0.0",
    "Nothing that can run leads to any file of left@1.0.0: only its package.json and licences are kept.",
    "left/index.js",
  ],
])("%s is explained as left out, and the setting keeps it", async (...[path, id, sentence, pattern]) => {
  const cwd = workspace();
  const { code, out, err } = await why(cwd, path);
  expect([code, err]).toEqual([0, ""]);
  expect(about(out)).toEqual([
    `${path} is left out of ${id}, 0 B`,
    "",
    "Why it is left out",
    `  ${sentence}`,
    `  To keep it, set "trim": { "mode": "reachable", "include": ["${pattern}"] } in the lambdaPack field.`,
  ]);
  const file = join(cwd, "packages/app/package.json");
  const lambdaPack: unknown = JSON.parse(`{ ${/set ("trim": \{.*\}) in/u.exec(out)?.[1]} }`);
  const manifest = JSON.parse(readFileSync(file, "utf8")) as object;
  writeFileSync(file, JSON.stringify({ ...manifest, lambdaPack }));
  const followed = await why(cwd, path, { argv: [] });
  expect(about(followed.out).slice(2)).toEqual(
    ["Why it is kept", `  trim.include has ${pattern}.`, expect.anything()].slice(0, 2),
  );
});

test("a package has how much of it is kept, and how it is reached", async () => {
  const cwd = workspace();
  expect((await why(cwd, "koa")).out).toMatch(
    /\nWhat trim keeps of it\n {2}3 of 5 files, \d+ B of \d+ B\.\n {2}index\.js:2 {2}loads "koa"\n/u,
  );
  expect((await why(cwd, "left")).out).toContain(
    "\n  1 of 2 files, 42 B of 42 B.\n  Nothing that can run leads to any file of left@1.0.0: ",
  );
  expect((await why(cwd, "app")).out).not.toContain("trim");
});

test("nothing changes without trim, and what is nowhere is an error as before", async () => {
  const cwd = workspace();
  const { out } = await why(cwd, "node_modules/koa/unused.js", { argv: [] });
  expect(out).not.toContain("kept");
  expect(await why(cwd, "node_modules/koa/none.js")).toMatchObject({ code: 1, out: "" });
});

test("as JSON, it has the steps and the setting", async () => {
  const cwd = workspace();
  const kept = JSON.parse(
    (await why(cwd, "node_modules/koa/lib/context.js", { argv: ["--trim=reachable", "--json"] })).out,
  );
  expect(kept.at).toMatchObject({ kind: "file", path: "node_modules/koa/lib/context.js" });
  expect(kept.trim).toEqual({
    mode: "reachable",
    file: {
      path: "node_modules/koa/lib/context.js",
      kept: true,
      reason: { kind: "imported", from: "node_modules/koa/index.js", line: 3, specifier: "./lib/context" },
      steps: [
        { from: "index.js", line: 2, kind: "imported", what: "koa" },
        { from: "node_modules/koa/index.js", line: 3, kind: "imported", what: "./lib/context" },
      ],
    },
    packages: [expect.objectContaining({ id: "koa@2.0.0", files: 5, leftFiles: 2, isLoaded: true })],
  });
  const left = JSON.parse((await why(cwd, "node_modules/koa/unused.js", { argv: ["--trim=reachable", "--json"] })).out);
  expect(left.at).toEqual({ kind: "file", path: "node_modules/koa/unused.js", bytes: 0 });
  expect(left.trim.file).toEqual({
    path: "node_modules/koa/unused.js",
    kept: false,
    reason: { kind: "unreached" },
    setting: 'set "trim": { "mode": "reachable", "include": ["koa/unused.js"] } in the lambdaPack field',
  });
});
