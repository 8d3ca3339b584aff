import { expect, test } from "vitest";
import { shortestPaths } from "../src/shortest-paths.ts";
import { closureOf } from "./closure-of.ts";

test("each instance has the shortest way from the target, and among equals the first by the order of names", () => {
  // app ─┬─ ant ── cat ── dog
  //      └─ bee ─┬─ cat
  //              └─ dog
  const lists = { "app@0": ["ant@1", "bee@1"], "ant@1": ["cat@1"], "bee@1": ["cat@1", "dog@1"], "cat@1": ["dog@1"] };
  expect(Object.fromEntries(shortestPaths(closureOf(lists)))).toEqual({
    "app@0": ["app@0"],
    "ant@1": ["app@0", "ant@1"],
    "bee@1": ["app@0", "bee@1"],
    "cat@1": ["app@0", "ant@1", "cat@1"],
    "dog@1": ["app@0", "bee@1", "dog@1"],
  });
});

test("an optional peer brings nothing, so no way leads through it", () => {
  // app ─┬─ knex ┄┄ mysql        (┄┄ optional peer)
  //      └─ orm ── driver ── mysql
  const closure = closureOf({
    "app@0": ["knex@1", "orm@1"],
    "knex@1": ["mysql@2"],
    "orm@1": ["driver@1"],
    "driver@1": ["mysql@2"],
  });
  const instances = new Map(
    [...closure.instances].map(([id, instance]) => {
      const edges = instance.edges.map((edge) => ({ ...edge, kind: "peerDependencies" as const, optional: true }));
      return [id, id === "knex@1" ? { ...instance, edges } : instance];
    }),
  );
  const paths = [...shortestPaths({ ...closure, instances })];
  expect(paths.find(([id]) => id === "mysql@2")?.[1]).toEqual(["app@0", "orm@1", "driver@1", "mysql@2"]);
});

test("cycles end, and one way leads to the target itself", () => {
  const lists = { "app@0": ["ant@1"], "ant@1": ["ant@1", "app@0"] };
  expect([...shortestPaths(closureOf(lists))]).toEqual([
    ["app@0", ["app@0"]],
    ["ant@1", ["app@0", "ant@1"]],
  ]);
});
