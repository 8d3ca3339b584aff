import { expect, test } from "vitest";
import { checkConfig } from "../../src/config/check-config.ts";

const place = { where: "lambda-pack.config.json", root: "/botland", packageNames: ["botland", "database", "shared"] };

test("defaults and packages are told apart, and paths are taken from the root", () => {
  const config = checkConfig(
    { $schema: "./schema.json", arch: "arm64", packages: { database: { out: "build/database.zip", strict: true } } },
    place,
  );
  expect(config).toEqual({
    where: "lambda-pack.config.json",
    defaults: { arch: "arm64" },
    packages: new Map([["database", { out: "/botland/build/database.zip", strict: true }]]),
    faults: [],
  });
});

test("the faults of all parts come at once", () => {
  const packages = { databse: {}, database: { arch: "mips" }, shared: 1 };
  expect(checkConfig({ strickt: true, out: "all.zip", packages }, place).faults).toEqual([
    "strickt is not a setting (did you mean strict?)",
    "out cannot be set for all packages, since it names the output of one; set it under packages",
    "packages names databse, which is not a package of the workspace (did you mean database?)",
    'packages["database"].arch must be x64 or arm64, not "mips"',
    'packages["shared"] must be an object, not 1',
  ]);
});

test.each([[null], [[]], ["database"]])("a config that is %j is a fault", (value) => {
  expect(checkConfig(value, place).faults).toEqual([`it must hold an object, not ${JSON.stringify(value)}`]);
});

test("packages that are no object are a fault", () => {
  expect(checkConfig({ packages: ["database"] }, place).faults).toEqual([
    'packages must be an object by package name, not ["database"]',
  ]);
});
