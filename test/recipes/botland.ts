interface PackageFields {
  readonly name: string;
  readonly version?: string;
  readonly [field: string]: unknown;
}

/** A package with one file. */
function library(directory: string, fields: PackageFields, files: Readonly<Record<string, string>> = {}) {
  const manifest = JSON.stringify({ version: "1.0.0", main: "index.js", ...fields });
  const all = Object.entries({ "package.json": manifest, "index.js": "module.exports = {};\n", ...files });
  return Object.fromEntries(all.map(([file, content]) => [`${directory}/${file}`, content]));
}

/** The monorepo in which the recipes are tried out: content by path, as if a package manager had installed it. */
export const botland: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({ name: "botland", private: true, workspaces: ["packages/*"] }),
  "lerna.json": JSON.stringify({ version: "independent", npmClient: "npm" }),
  ...library(
    "packages/database",
    {
      name: "database",
      main: "main.js",
      files: ["main.js", "main.test.js"],
      dependencies: { "@botland/shared": "1.0.0", lodash: "4.17.21", knex: "3.1.0" },
    },
    {
      "main.js": `exports.lambdaHandler = async () => ({ success: true, tslib: require("tslib").version });\n`,
      "main.test.js": "",
    },
  ),
  ...library("packages/shared", { name: "@botland/shared", dependencies: { semver: "7.6.3" } }),
  ...library("packages/lambda-start", { name: "lambda-start", dependencies: { semver: "7.6.3" } }),
  ...library("packages/lambda-stop", { name: "lambda-stop", dependencies: { lodash: "4.17.21" } }),
  ...library("packages/edge-redirect", { name: "edge-redirect" }, { "notes.txt": "left out by files" }),
  ...library("packages/api", { name: "api" }, { "dist/handler.js": "exports.lambdaHandler = async () => 1;\n" }),
  ...library("packages/orders", { name: "orders", dependencies: { "@prisma/client": "6.19.3" } }),
  ...library("packages/uploads", {
    name: "uploads",
    dependencies: { "@aws-sdk/client-s3": "3.900.0", "@smithy/core": "3.1.0", tslib: "2.8.1" },
  }),
  ...library("node_modules/lodash", { name: "lodash", version: "4.17.21" }),
  ...library("node_modules/semver", { name: "semver", version: "7.6.3" }),
  ...library("node_modules/tslib", { name: "tslib", version: "2.8.1" }, { "index.js": 'exports.version = "2.8.1";\n' }),
  ...library(
    "node_modules/knex",
    { name: "knex", version: "3.1.0" },
    { "types/index.d.ts": "", "lib/tables.d.ts": "", "lib/tables.js": "" },
  ),
  ...library("node_modules/@prisma/client", { name: "@prisma/client", version: "6.19.3" }),
  ...library(
    "node_modules/.prisma/client",
    { name: "prisma-client-0f3a" },
    {
      "libquery_engine-rhel-openssl-3.0.x.so.node": "for Lambda",
      "libquery_engine-debian-openssl-3.0.x.so.node": "for this machine",
      "libquery_engine-darwin-arm64.dylib.node": "for somebody else's machine",
    },
  ),
  ...library("node_modules/@aws-sdk/client-s3", {
    name: "@aws-sdk/client-s3",
    version: "3.900.0",
    dependencies: { "@smithy/core": "3.1.0", tslib: "2.8.1", bowser: "2.11.0" },
  }),
  ...library("node_modules/@smithy/core", { name: "@smithy/core", version: "3.1.0" }),
  ...library("node_modules/bowser", { name: "bowser", version: "2.11.0" }),
};

/** Links that npm and Yarn make at the root for the packages of a workspace. */
export const botlandLinks: Readonly<Record<string, string>> = {
  "node_modules/database": "../packages/database",
  "node_modules/@botland/shared": "../../packages/shared",
};
