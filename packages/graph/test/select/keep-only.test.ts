import { expect, test } from "vitest";
import { keepOnly, unusedOnly } from "../../src/select/keep-only.ts";
import { selectPackages } from "../../src/select/select-packages.ts";
import { excluding, graphOf, linuxOptions } from "../graph-of.ts";

// app ─┬─ knex ─┬─ pg
//      │        └─ lodash
//      ├─ lodash
//      └─ old=aws ── tslib
const lists = {
  "app@0": ["knex@1", "lodash@4", "old=aws@2"],
  "knex@1": ["pg@8", "lodash@4"],
  "aws@2": ["tslib@2"],
};

function kept(names: readonly string[], added: readonly string[] = [], options = linuxOptions) {
  const only = names.map((pattern) => ({ pattern, matches: (name: string) => name === pattern }));
  const { graph, unused, names: known } = keepOnly(graphOf(lists), { only, added });
  const { packages, problems } = selectPackages(graph, options);
  return { ids: [...packages.keys()], problems, unused, known };
}

test("of the target's dependencies those that are named stay, each with all that it requires", () => {
  expect(kept(["knex"])).toMatchObject({ ids: ["app@0", "knex@1", "lodash@4", "pg@8"], problems: [], unused: [] });
  expect(kept(["lodash"]).ids).toEqual(["app@0", "lodash@4"]);
});

test("without a name all stay", () => {
  expect(kept([]).ids).toEqual(["app@0", "aws@2", "knex@1", "lodash@4", "pg@8", "tslib@2"]);
});

test("a dependency is named by what the target requires, or by what is installed", () => {
  expect(kept(["old"]).ids).toEqual(["app@0", "aws@2", "tslib@2"]);
  expect(kept(["aws"]).ids).toEqual(["app@0", "aws@2", "tslib@2"]);
});

test("what the settings add stays, and what they exclude goes", () => {
  expect(kept(["old"], ["lodash"]).ids).toEqual(["app@0", "aws@2", "lodash@4", "tslib@2"]);
  expect(kept(["knex"], [], excluding("pg")).ids).toEqual(["app@0", "knex@1", "lodash@4"]);
});

test("a name of what only others require fits nothing, and the names that would are known", () => {
  expect(kept(["pg", "knex", "nothing"])).toMatchObject({
    ids: ["app@0", "knex@1", "lodash@4", "pg@8"],
    unused: ["pg", "nothing"],
    known: ["knex", "lodash", "old"],
  });
  expect(unusedOnly(graphOf(lists), ["pg"])).toEqual([{ kind: "unused-pattern", package: "app@0", pattern: "pg" }]);
});

test("what is left out need not be installed, nor is its absence told", () => {
  const only = [{ pattern: "knex", matches: (name: string) => name === "knex" }];
  const { graph } = keepOnly(graphOf({ "app@0": ["knex@1", "missing gone"] }), { only, added: [] });
  expect([...selectPackages(graph, linuxOptions).packages.keys()]).toEqual(["app@0", "knex@1"]);
});
