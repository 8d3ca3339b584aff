import { expect, test } from "vitest";
import { duplicatedNames } from "../../../src/bundle/page/duplicated-names.ts";

test("a name in several versions costs what all but the largest weigh", () => {
  expect(duplicatedNames([copied("ms@1.0.0", 1, 100), copied("ms@2.0.0", 1, 300), copied("ms@3.0.0", 1, 50)])).toEqual([
    { name: "ms", packages: ["ms@1.0.0", "ms@2.0.0", "ms@3.0.0"], copies: 3, cost: 150 },
  ]);
});

test("one version in several places is a duplicate, too", () => {
  expect(duplicatedNames([copied("ms@1.0.0", 3, 300)])).toEqual([
    { name: "ms", packages: ["ms@1.0.0"], copies: 3, cost: 200 },
  ]);
});

test("the costliest come first, and what costs the same is ordered by name", () => {
  const packages = [copied("tarn@1.0.0", 2, 20), copied("debug@1.0.0", 2, 20), copied("knex@1.0.0", 2, 90)];
  expect(duplicatedNames(packages).map(({ name, cost }) => `${name} ${cost}`)).toEqual([
    "knex 45",
    "debug 10",
    "tarn 10",
  ]);
});

test("what lies in one place is none, and neither is what a link alone leads to", () => {
  expect(duplicatedNames([copied("ms@1.0.0", 1, 100), copied("ms@2.0.0", 0, 0), copied("knex@1.0.0", 1, 5)])).toEqual(
    [],
  );
});

function copied(id: string, copies: number, totalBytes: number) {
  const [name = ""] = id.split("@");
  return { id, name, totalBytes, paths: Array.from({ length: copies }, (_, index) => `node_modules/${index}`) };
}
