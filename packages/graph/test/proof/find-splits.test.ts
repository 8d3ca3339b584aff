import { expect, test } from "vitest";
import { planLayout } from "../../src/layout/plan-layout.ts";
import { findSplits } from "../../src/proof/find-splits.ts";
import { closureOf } from "../closure-of.ts";

// app ─┬─ ms@2
//      ├─ ant, bee ── ms@1
//      └─ cat ── app
const closure = closureOf({
  "app@0": ["ms@2", "ant@1", "bee@1", "cat@1"],
  "ant@1": ["ms@1"],
  "bee@1": ["ms@1"],
  "cat@1": ["app@0"],
});

test("without links each package in several places is named with its places and dependents, the target too", () => {
  expect(findSplits(closure, planLayout(closure, "never"))).toEqual([
    { kind: "module-split", package: "app@0", paths: [".", "node_modules/app"], dependents: ["cat@1"] },
    {
      kind: "module-split",
      package: "ms@1",
      paths: ["node_modules/ant/node_modules/ms", "node_modules/bee/node_modules/ms"],
      dependents: ["ant@1", "bee@1"],
    },
  ]);
});

test("two names of one package split it, too", () => {
  const named = closureOf({ "app@0": ["dayjs@1", "day=dayjs@1"] });
  expect(findSplits(named, planLayout(named, "never"))).toEqual([
    {
      kind: "module-split",
      package: "dayjs@1",
      paths: ["node_modules/day", "node_modules/dayjs"],
      dependents: ["app@0"],
    },
  ]);
});

test("with links nothing splits", () => {
  expect(findSplits(closure, planLayout(closure))).toEqual([]);
});
