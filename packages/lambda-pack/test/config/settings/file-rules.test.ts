import { expect, test } from "vitest";
import { fileRulesFor } from "../../../src/config/settings/file-rules.ts";

const rules = {
  "*": { exclude: ["**/*.md"] },
  knex: { exclude: ["docs"], include: ["docs/license.md"] },
  "knex@<0.90": { exclude: ["old"] },
  "@botland/shared@^1": { exclude: ["test"] },
};

test("all rules that fit a package add up in the order in which they are written", () => {
  expect(fileRulesFor(rules, { name: "knex", version: "0.95.15" })).toEqual({
    include: ["docs/license.md"],
    exclude: ["**/*.md", "docs"],
  });
  expect(fileRulesFor(rules, { name: "knex", version: "0.21.1" }).exclude).toEqual(["**/*.md", "docs", "old"]);
});

test("a scoped name with a range fits, prereleases too", () => {
  expect(fileRulesFor(rules, { name: "@botland/shared", version: "1.2.0-beta.1" }).exclude).toEqual([
    "**/*.md",
    "test",
  ]);
  expect(fileRulesFor(rules, { name: "@botland/shared", version: "2.0.0" }).exclude).toEqual(["**/*.md"]);
});

test("a version that is not semver fits no range", () => {
  expect(fileRulesFor(rules, { name: "knex", version: "latest" }).exclude).toEqual(["**/*.md", "docs"]);
});
