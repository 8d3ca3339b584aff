import { expect, test } from "vitest";
import { unfitFilePattern, unfitName } from "../../src/index.ts";

const place = { path: "packages/database", dir: "/srv/botland/packages/database" };

test.each([
  ["../shared/**", { unfit: "outside" }],
  ["./../shared/**", { unfit: "outside" }],
  ["dist/../../shared/*.js", { unfit: "outside" }],
  ["../../node_modules/knex/**", { unfit: "outside" }],
  ["..", { unfit: "outside" }],
  ["/srv/botland/packages/database/dist/**", { unfit: "absolute", instead: "dist/**" }],
  ["C:\\botland\\dist", { unfit: "absolute" }],
  ["d:/botland/dist/**", { unfit: "absolute" }],
  ["packages/database/dist/**", { unfit: "from-root", instead: "dist/**" }],
  ["./packages/database/dist", { unfit: "from-root", instead: "dist" }],
  ["node_modules/knex/**", { unfit: "node-modules" }],
  ["./node_modules", { unfit: "node-modules" }],
])("the file pattern %s can fit nothing", (pattern, expected) => {
  expect(unfitFilePattern(pattern, place)).toEqual(expected);
});

test.each([
  "dist/**",
  "**/../*.map",
  "..dist/**",
  "/dist/**",
  "packages/**",
  "packages/database",
  "dist/node_modules/**",
  ".env",
  "...",
  "a/../b",
])("the file pattern %s may fit something", (pattern) => {
  expect(unfitFilePattern(pattern, place)).toBeUndefined();
  expect(unfitFilePattern("packages/database/dist/**", { path: "", dir: "/srv/botland" })).toBeUndefined();
});

test.each([
  ["node_modules/knex", { unfit: "path", instead: "knex" }],
  ["../../node_modules/@aws-sdk/client-s3/dist", { unfit: "path", instead: "@aws-sdk/client-s3" }],
  ["node_modules/a/node_modules/b", { unfit: "path", instead: "b" }],
  ["./packages/shared", { unfit: "path" }],
  ["../shared", { unfit: "path" }],
  ["/srv/shared", { unfit: "path" }],
  ["packages/shared", { unfit: "path" }],
  ["knex@3", { unfit: "range", instead: "knex" }],
  ["@aws-sdk/client-s3@^3.0.0", { unfit: "range", instead: "@aws-sdk/client-s3" }],
])("the name %s can fit no package", (name, expected) => {
  expect(unfitName(name)).toEqual(expected);
});

test.each([
  "knex",
  "@aws-sdk/*",
  "@*/client",
  "*",
  "aws-*",
  "{knex,mysql}",
  "@aws-sdk/client-s3",
  "*/*",
  "JSONStream",
  "lodash.merge",
])("the name %s may fit one", (name) => {
  expect(unfitName(name)).toBeUndefined();
});
