import { describe, expect, test } from "vitest";
import { overriddenNames } from "../src/overridden-names.ts";

describe("overriddenNames", () => {
  test("takes the last package of each path in Yarn's resolutions", () => {
    const resolutions = {
      "**/semver": "7",
      "knex/debug": "4",
      "@botland/shared/**/@babel/core": "7",
      "ms@^2.0.0": "2.1.3",
      "@scope/a@npm:^1": "1",
    };
    expect([...overriddenNames({ resolutions })]).toEqual(["semver", "debug", "@babel/core", "ms", "@scope/a"]);
  });

  test("takes npm's overrides at every depth; a nested one speaks of the outer package only under the key .", () => {
    const overrides = { ms: "2", "knex@^3": { debug: { ".": "4", "@scope/tick": "1" } }, "semver@5": { ".": "7" } };
    expect([...overriddenNames({ overrides })]).toEqual(["ms", "semver", "debug", "@scope/tick"]);
  });

  test.each([undefined, {}, { resolutions: [] }, { overrides: "x" }])("is empty for %j", (packageJson) => {
    expect(overriddenNames(packageJson).size).toBe(0);
  });
});
