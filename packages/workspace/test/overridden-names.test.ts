import type { PackageManager } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { overriddenNames } from "../src/overridden-names.ts";

type Json = Readonly<Record<string, unknown>>;

function namesOf(packageManager: PackageManager, packageJson: Json, pnpmWorkspace: Json = {}): readonly string[] {
  return [...overriddenNames(packageManager, { packageJson, pnpmWorkspace }).keys()].toSorted();
}

describe("overriddenNames", () => {
  test.each([
    ["**/semver", "semver"],
    ["knex/debug", "debug"],
    ["@botland/shared/**/@babel/core", "@babel/core"],
    ["ms@^2.0.0", "ms"],
    ["@scope/a@npm:^1", "@scope/a"],
    ["knex@npm:^1.0.0/debug@npm:^2.0.0", "debug"],
    ["@scope/a@npm:1/@scope/b", "@scope/b"],
  ])("Yarn's resolution %s speaks of %s", (path, name) => {
    expect(namesOf("yarn-classic", { resolutions: { [path]: "7.0.0" } })).toEqual([name]);
    expect(namesOf("yarn-berry", { resolutions: { [path]: "7.0.0" } })).toEqual([name]);
  });

  test("what begins with // is a comment, whatever it says", () => {
    const comment = { "//": "a comment", "// ms": "2", "//ms": { ".": "1", debug: "3" }, knex: { "//": ["a", "b"] } };
    for (const manager of ["yarn-classic", "yarn-berry", "npm", "bun"] as const) {
      const names = namesOf(manager, { overrides: comment, resolutions: { "//": "a", "//ms": "1", "// ms": "2" } });
      expect(names).toEqual([]);
    }
    const pnpm = { pnpm: { overrides: { "//": "a", "//ms": "1" } } };
    expect(namesOf("pnpm", pnpm, { overrides: { "// ms": "2", "//>ms": "1" } })).toEqual([]);
  });

  test("takes npm's overrides at every depth; a nested one speaks of the outer package only under the key .", () => {
    const overrides = { ms: "2", "knex@^3": { debug: { ".": "4", "@scope/tick": "1" } }, "semver@5": { ".": "7" } };
    expect(namesOf("npm", { overrides })).toEqual(["@scope/tick", "debug", "ms", "semver"]);
  });

  test.each([
    ["ms", "ms"],
    ["ms@2", "ms"],
    ["@scope/a", "@scope/a"],
    ["@scope/a@^1 || ^2", "@scope/a"],
    ["knex>debug", "debug"],
    ["knex@1>@scope/b", "@scope/b"],
    ["@scope/a@1>ms@2", "ms"],
    ["ms@>=2.0.0", "ms"],
    ["ms@>2 <3", "ms"],
    ["ms@1 || >2", "ms"],
    ["ms@1||>2", "ms"],
    ["knex@>=1 <2>ms@>1", "ms"],
  ])("pnpm's selector %s speaks of %s", (selector, name) => {
    expect(namesOf("pnpm", {}, { overrides: { [selector]: "2.0.0" } })).toEqual([name]);
    expect(namesOf("pnpm", { pnpm: { overrides: { [selector]: "2.0.0" } } })).toEqual([name]);
  });

  test.each([
    ["npm", { a: "overrides in package.json" }],
    ["yarn-classic", { r: "resolutions in package.json" }],
    ["yarn-berry", { r: "resolutions in package.json" }],
    ["bun", { a: "overrides in package.json", r: "resolutions in package.json" }],
    ["lerna", { a: "overrides in package.json", r: "resolutions in package.json" }],
    [
      "pnpm",
      {
        a: "overrides in pnpm-workspace.yaml",
        p: "pnpm.overrides in package.json",
        r: "resolutions in package.json",
      },
    ],
  ] as const)("%s heeds some places, and the first of them is told", (packageManager, places) => {
    const packageJson = { resolutions: { r: "1" }, overrides: { a: "1" }, pnpm: { overrides: { a: "1", p: "1" } } };
    const pnpmWorkspace = { overrides: { "x>a": "1" } };
    const found = overriddenNames(packageManager, { packageJson, pnpmWorkspace });
    expect(Object.fromEntries(found)).toEqual(places);
  });

  test.each([{}, { resolutions: [] }, { overrides: "x" }, { pnpm: "x" }, { pnpm: { overrides: null } }])(
    "is empty for %j",
    (packageJson) => {
      for (const packageManager of ["npm", "pnpm", "yarn-berry", "bun"] as const) {
        expect(overriddenNames(packageManager, { packageJson, pnpmWorkspace: undefined }).size).toBe(0);
        expect(
          overriddenNames(packageManager, { packageJson: undefined, pnpmWorkspace: { overrides: "x" } }).size,
        ).toBe(0);
      }
    },
  );
});
