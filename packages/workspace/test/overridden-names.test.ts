import { describe, expect, test } from "vitest";
import { overriddenNames } from "../src/overridden-names.ts";

function namesOf(packageJson: Readonly<Record<string, unknown>>, pnpmWorkspace = {}): readonly string[] {
  return [...overriddenNames({ packageJson, pnpmWorkspace }).keys()].toSorted();
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
    expect(namesOf({ resolutions: { [path]: "7.0.0" } })).toEqual([name]);
  });

  test("takes npm's overrides at every depth; a nested one speaks of the outer package only under the key .", () => {
    const overrides = { ms: "2", "knex@^3": { debug: { ".": "4", "@scope/tick": "1" } }, "semver@5": { ".": "7" } };
    expect(namesOf({ overrides })).toEqual(["@scope/tick", "debug", "ms", "semver"]);
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
    expect(namesOf({}, { overrides: { [selector]: "2.0.0" } })).toEqual([name]);
    expect(namesOf({ pnpm: { overrides: { [selector]: "2.0.0" } } })).toEqual([name]);
  });

  test("tells where the override stands, and the first place of several", () => {
    const packageJson = {
      resolutions: { "**/a": "1" },
      overrides: { a: "1", b: "1" },
      pnpm: { overrides: { a: "1", b: "1", c: "1", d: "1" } },
    };
    expect(Object.fromEntries(overriddenNames({ packageJson, pnpmWorkspace: { overrides: { "x>c": "1" } } }))).toEqual({
      a: "resolutions in package.json",
      b: "overrides in package.json",
      c: "overrides in pnpm-workspace.yaml",
      d: "pnpm.overrides in package.json",
    });
  });

  test.each([{}, { resolutions: [] }, { overrides: "x" }, { pnpm: "x" }, { pnpm: { overrides: null } }])(
    "is empty for %j",
    (packageJson) => {
      expect(overriddenNames({ packageJson, pnpmWorkspace: undefined }).size).toBe(0);
      expect(overriddenNames({ packageJson: undefined, pnpmWorkspace: packageJson }).size).toBe(0);
    },
  );
});
