import { expect, test } from "vitest";
import { resolveOptions } from "../../src/config/resolve-options.ts";
import type { Settings } from "../../src/config/settings/settings.ts";

const target = { name: "database", path: "packages/database" };

function resolve(...layers: readonly Settings[]) {
  return resolveOptions({ root: "/botland", target, layers, dryRun: false });
}

function placesOf(...layers: readonly Settings[]) {
  return resolve(...layers).placesOfProject;
}

test("without any setting everything is filled in", () => {
  expect(resolve()).toEqual({
    out: "/botland/.lambda-pack/database.zip",
    format: "zip",
    stageDir: "/botland/.lambda-pack/database",
    placesOfProject: [],
    ranConfig: undefined,
    stageMode: "auto",
    stage: true,
    zip: true,
    prefix: "",
    links: "auto",
    level: 6,
    include: [],
    exclude: [],
    excludePackages: [],
    includePackages: [],
    onlyPackages: [],
    trim: { mode: "off", whole: [], include: [], reachable: [], isShared: false },
    arch: "x64",
    runtime: "nodejs22.x",
    handler: undefined,
    otherHandlers: [],
    smoke: false,
    opened: { files: [], isShared: false },
    platformPackages: undefined,
    prunePlatforms: false,
    maxSize: 262_144_000,
    maxZipSize: 52_428_800,
    strict: false,
    problems: [],
    concurrency: undefined,
    cache: true,
    verifyCache: false,
    dependencies: {},
    dryRun: false,
    sharedPatterns: new Set(),
    voidSettings: [],
  });
});

test.each(["zip", "tar", "tar.gz"] as const)("an archive of the format %s is named after it", (format) => {
  expect(resolve({ format })).toMatchObject({ format, out: `/botland/.lambda-pack/database.${format}` });
});

test.each(["tar", "tar.gz"] as const)("a %s may be as large as an image, unless settings say less", (format) => {
  expect(resolve({ format }).maxSize).toBe(10_000_000_000);
  expect(resolve({ format, maxSize: 1000 }).maxSize).toBe(1000);
});

test("a place of an output is of the project, unless the strongest layer names it", () => {
  const field = { out: "/botland/build/a.zip", stageDir: "/botland/build/a" };
  expect(placesOf({}, field, {})).toEqual(["out", "stageDir"]);
  expect(placesOf({}, field, { out: "/elsewhere/a.zip" })).toEqual(["stageDir"]);
  expect(placesOf(field, {}, { stageDir: field.stageDir })).toEqual(["out"]);
  expect(placesOf({}, {}, field)).toEqual([]);
});

test("how a bundle is written is taken from the settings", () => {
  const settings = { stageMode: "link", level: 0, concurrency: 1, cache: false, verifyCache: true } as const;
  expect(resolve(settings)).toMatchObject(settings);
});

test("patterns that are set for all packages only are known as such", () => {
  const shared = {
    exclude: ["*.map"],
    excludePackages: ["@aws-sdk/*", "knex"],
    dependencies: { "*": { exclude: ["docs"] } },
  };
  const own = { excludePackages: ["knex"] };
  expect(resolve(shared, {}, own).sharedPatterns).toEqual(new Set(["*.map", "@aws-sdk/*", "*", "docs"]));
});

// Columns: config file's defaults, its entry for the package, the package.json field, the command line.
test.each<[Settings[], "x64" | "arm64"]>([
  [[{}, {}, {}, {}], "x64"],
  [[{ arch: "arm64" }, {}, {}, {}], "arm64"],
  [[{ arch: "x64" }, { arch: "arm64" }, {}, {}], "arm64"],
  [[{ arch: "x64" }, { arch: "x64" }, { arch: "arm64" }, {}], "arm64"],
  [[{ arch: "x64" }, { arch: "x64" }, { arch: "x64" }, { arch: "arm64" }], "arm64"],
  [[{ arch: "arm64" }, {}, {}, { arch: "x64" }], "x64"],
  [[{ arch: "arm64" }, {}, { strict: true }, { zip: false }], "arm64"],
])("of the places %j the strongest decides: %s", (layers, arch) => {
  expect(resolve(...layers).arch).toBe(arch);
});

test("a stronger list replaces a weaker one as a whole", () => {
  expect(resolve({ exclude: ["*.md", "*.map"] }, { exclude: ["docs"] }).exclude).toEqual(["docs"]);
  expect(resolve({ exclude: ["*.md"] }, { exclude: [] }).exclude).toEqual([]);
});

test("a stronger false beats a weaker true", () => {
  expect(resolve({ strict: true }, { strict: false }).strict).toBe(false);
});

test.each([
  [{ name: "@botland/database", path: "packages/database" }, "/botland/.lambda-pack/@botland/database.zip"],
  [{ name: undefined, path: "packages/database" }, "/botland/.lambda-pack/database.zip"],
  [{ name: undefined, path: "" }, "/botland/.lambda-pack/botland.zip"],
  [{ name: "__proto__", path: "packages/odd" }, "/botland/.lambda-pack/__proto__.zip"],
])("%j is written to %s", (named, out) => {
  expect(resolveOptions({ root: "/botland", target: named, layers: [], dryRun: false }).out).toBe(out);
});

test.each(["../../evil", "..", "a/b", "@botland/..", "@botland/a/b", "a\\b"])("the name %s is refused", (name) => {
  const sources = { root: "/botland", target: { name, path: "packages/evil" }, layers: [], dryRun: false };
  expect(() => resolveOptions(sources)).toThrow(expect.objectContaining({ code: "PACKAGE_NAME_INVALID" }));
});

test.each([
  ["nodejs/", "nodejs"],
  ["nodejs/lib", "nodejs/lib"],
  ["", ""],
])("the prefix %s becomes %s", (prefix, expected) => {
  expect(resolve({ prefix }).prefix).toBe(expected);
});

test("the mode of a trim is the strongest one, and its lists those of the strongest place that has some", () => {
  const shared = { trim: { mode: "files", whole: ["a"] } } as const;
  const own = { trim: { mode: "reachable", include: ["b/lib/**"] } } as const;
  expect(resolve(shared).trim).toMatchObject({ mode: "files", whole: ["a"], isShared: true });
  expect(resolve(shared, own, { trim: "off" }).trim).toEqual({
    mode: "off",
    whole: [],
    include: ["b/lib/**"],
    reachable: [],
    isShared: false,
  });
});

test.each([
  [{ handlers: ["a.run", "b.run"] }, "a.run", ["b.run"]],
  [{ handler: "b.run", handlers: ["a.run", "b.run"] }, "b.run", ["a.run"]],
  [{ handler: "c.run", handlers: ["a.run", "a.run"] }, "c.run", ["a.run"]],
  [{ handler: "", handlers: [] }, undefined, []],
])("of %j, the handler is %s, and there are %j", (settings, handler, otherHandlers) => {
  expect(resolve(settings)).toMatchObject({ handler, otherHandlers });
});
