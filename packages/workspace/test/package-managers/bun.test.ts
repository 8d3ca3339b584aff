import { join } from "node:path";
import { expect, test } from "vitest";
import { readWorkspace } from "../../src/index.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { drawGraph, readGraphOf } from "../read-graph-of.ts";
import { json, link, pkg, tree } from "@lambda-pack/test-support/disk/tree";

const root = { "package.json": json({ name: "botland", workspaces: ["packages/*"] }) };
const bunLock = '{ "lockfileVersion": 1, "packages": {}, }';

test("the old binary lockfile is refused with the command that converts it", async () => {
  const dir = tree({ ...root, "bun.lockb": "#!/usr/bin/env bun\n" });
  const error = await packErrorOf(() => readWorkspace(dir));
  expect(error.code).toBe("LOCKFILE_INVALID");
  expect(error.message).toContain(join(dir, "bun.lockb"));
  expect(error.hint).toContain("bun install --save-text-lockfile --frozen-lockfile --lockfile-only");
});

test.each([
  ["bun", "beside the one in text", { "bun.lock": bunLock }],
  ["npm", "where npm has installed", { "node_modules/.package-lock.json": "{}", "package-lock.json": "{}" }],
])("%s: the old one is left alone %s", async (packageManager, _case, files) => {
  const workspace = await readWorkspace(tree({ ...root, "bun.lockb": "", ...files }));
  expect(workspace.packageManager).toBe(packageManager);
});

test("isolated: dependencies lie beside the real directory, and what .bun has for everybody is not declared", async () => {
  const dir = tree({
    ...root,
    "bun.lock": bunLock,
    "packages/database": pkg("database@1.0.0", { dependencies: { knex: "^1.0.0" } }),
    "packages/database/node_modules/knex": link("../../../node_modules/.bun/knex@1.0.0/node_modules/knex"),
    "node_modules/.bun/knex@1.0.0/node_modules": {
      knex: pkg("knex@1.0.0", { dependencies: { ms: "*" } }),
      ms: link("../../ms@2.1.3/node_modules/ms"),
    },
    "node_modules/.bun/ms@2.1.3/node_modules/ms": pkg("ms@2.1.3"),
    "node_modules/.bun/node_modules/left-pad": pkg("left-pad@1.0.0"),
  });
  expect(drawGraph(await readGraphOf(dir))).toEqual([
    "node_modules/.bun/knex@1.0.0/node_modules/knex",
    "node_modules/.bun/knex@1.0.0/node_modules/knex > ms = node_modules/.bun/ms@2.1.3/node_modules/ms",
    "node_modules/.bun/ms@2.1.3/node_modules/ms",
    "packages/database",
    "packages/database > knex = node_modules/.bun/knex@1.0.0/node_modules/knex",
  ]);
});
