import { expect, test } from "vitest";
import { checkSettings } from "../../../src/config/settings/check-settings.ts";

const place = {
  where: "packages/database/package.json",
  baseDir: "/botland/packages/database",
  label: (key: string) => (key === "" ? "lambdaPack" : `lambdaPack.${key}`),
};

function faultsOf(settings: unknown): readonly string[] {
  return checkSettings(settings, place).faults;
}

test("right settings pass, with absolute paths and nothing that is undefined", () => {
  const settings = {
    out: "build/database.zip",
    format: "tar",
    stageDir: "/tmp/database",
    stageMode: "copy",
    stage: false,
    zip: true,
    prefix: "nodejs/lib/",
    level: 9,
    include: ["data/**"],
    exclude: [],
    excludePackages: ["knex"],
    includePackages: ["pg"],
    arch: "arm64",
    runtime: "nodejs24.x",
    maxSize: 1,
    maxZipSize: 1_048_576,
    strict: true,
    concurrency: 64,
    cache: false,
    verifyCache: true,
    dependencies: { "*": { exclude: ["**/*.md"] }, "@botland/shared@^1": { include: [] }, knex: {} },
  };
  const checked = checkSettings({ ...settings, exclude: undefined }, place);
  expect(checked.faults).toEqual([]);
  const { exclude: _, ...rest } = settings;
  expect(checked.settings).toStrictEqual({
    ...rest,
    out: "/botland/packages/database/build/database.zip",
  });
});

test("all faults come at once", () => {
  expect(faultsOf({ exlude: ["*.map"], stage: "no", arch: "x86", maxSize: 1.5 })).toEqual([
    "lambdaPack.exlude is not a setting (did you mean lambdaPack.exclude?)",
    'lambdaPack.stage must be true or false, not "no"',
    'lambdaPack.arch must be x64 or arm64, not "x86"',
    "lambdaPack.maxSize must be a whole number of bytes above 0, not 1.5",
  ]);
});

test("a wrong setting is left out, the right ones stay", () => {
  expect(checkSettings({ strict: true, zip: 0 }, place).settings).toEqual({ strict: true });
});

test.each([
  ["out", "", 'must be the path of a file, not ""'],
  ["out", "build/", 'must be the path of a file, not "build/"'],
  ["out", "a\0b", 'must be the path of a file, not "a\\u0000b"'],
  [
    "prefix",
    "/",
    'must be a relative path such as nodejs/lib, without ".", ".." or empty parts, backslashes, colons and control characters, not "/"',
  ],
  ["out", 7, "must be the path of a file, not 7"],
  ["stageDir", null, "must be the path of a directory, not null"],
  [
    "prefix",
    "../evil",
    'must be a relative path such as nodejs/lib, without ".", ".." or empty parts, backslashes, colons and control characters, not "../evil"',
  ],
  [
    "prefix",
    "/opt",
    'must be a relative path such as nodejs/lib, without ".", ".." or empty parts, backslashes, colons and control characters, not "/opt"',
  ],
  [
    "prefix",
    "a/./b",
    'must be a relative path such as nodejs/lib, without ".", ".." or empty parts, backslashes, colons and control characters, not "a/./b"',
  ],
  [
    "prefix",
    "a\\b",
    'must be a relative path such as nodejs/lib, without ".", ".." or empty parts, backslashes, colons and control characters, not "a\\\\b"',
  ],
  [
    "prefix",
    "a//b",
    'must be a relative path such as nodejs/lib, without ".", ".." or empty parts, backslashes, colons and control characters, not "a//b"',
  ],
  [
    "prefix",
    "a\0b",
    'must be a relative path such as nodejs/lib, without ".", ".." or empty parts, backslashes, colons and control characters, not "a\\u0000b"',
  ],
  ["include", "*.map", 'must be an array of strings that are not empty, not "*.map"'],
  ["exclude", ["a", 1], 'must be an array of strings that are not empty, not ["a",1]'],
  ["excludePackages", [""], 'must be an array of strings that are not empty, not [""]'],
  ["runtime", "node22", 'must be a Node.js runtime of Lambda such as nodejs22.x, not "node22"'],
  ["maxZipSize", 0, "must be a whole number of bytes above 0, not 0"],
  ["maxZipSize", "50MB", 'must be a whole number of bytes above 0, not "50MB"'],
  ["format", "tgz", 'must be zip, tar or tar.gz, not "tgz"'],
  ["stageMode", true, "must be auto, copy or link, not true"],
  ["level", 10, "must be a whole number from 0 to 9, not 10"],
  ["level", -1, "must be a whole number from 0 to 9, not -1"],
  ["level", "6", 'must be a whole number from 0 to 9, not "6"'],
  ["level", 0.5, "must be a whole number from 0 to 9, not 0.5"],
  ["concurrency", 0, "must be a whole number, at least 1, not 0"],
  ["concurrency", Infinity, "must be a whole number, at least 1, not null"],
  ["cache", "no", 'must be true or false, not "no"'],
  ["strict", 1, "must be true or false, not 1"],
  ["dependencies", [], "must be an object of file rules by package name, not []"],
])("%s: %j is a fault", (key, value, fault) => {
  expect(faultsOf({ [key]: value })).toEqual([`lambdaPack.${key} ${fault}`]);
});

test.each([
  [{ knex: ["docs"] }, '["knex"] must be an object with include or exclude, not ["docs"]'],
  [{ knex: { exlude: [] } }, '["knex"].exlude is not a setting (did you mean exclude?)'],
  [{ knex: { exclude: "docs" } }, '["knex"].exclude must be an array of strings that are not empty, not "docs"'],
  [{ "knex@newest": {} }, '["knex@newest"] must be a package name, name@range, or *'],
  [{ "": {} }, '[""] must be a package name, name@range, or *'],
])("the dependency rules %j are a fault", (dependencies, fault) => {
  expect(faultsOf({ dependencies })).toEqual([`lambdaPack.dependencies${fault}`]);
});

test.each([[true], [null], ["database"], [["include"]]])("settings that are %j are a fault", (settings) => {
  expect(faultsOf(settings)).toEqual([`lambdaPack must be an object, not ${JSON.stringify(settings)}`]);
});

test("a key that every object has is not taken for a setting", () => {
  expect(faultsOf(JSON.parse('{ "__proto__": 1, "constructor": 2 }'))).toEqual([
    "lambdaPack.__proto__ is not a setting",
    "lambdaPack.constructor is not a setting",
  ]);
});

test("a long wrong value is shown by its beginning", () => {
  const [fault = ""] = faultsOf({ stage: "x".repeat(1000) });
  expect(fault.length).toBeLessThan(120);
});

test("each of several handlers is checked as one is", () => {
  expect(faultsOf({ handlers: ["list.run", "src/show.run"] })).toEqual([]);
  const [fault] = faultsOf({ handlers: ["list.run", "show run"] });
  expect(fault).toMatch(/^lambdaPack\.handlers\[1\] must be a handler such as index\.handler, .*, not "show run"$/u);
  expect(faultsOf({ handlers: [`${"a".repeat(125)}.run`] })).toHaveLength(1);
  expect(faultsOf({ handlers: "list.run" })).toEqual([
    'lambdaPack.handlers must be an array of strings that are not empty, not "list.run"',
  ]);
});
