import { expect, test } from "vitest";
import { findSiblingsApart } from "../../src/proof/find-siblings-apart.ts";
import { planLayout } from "../../src/layout/plan-layout.ts";
import { closureOf } from "../closure-of.ts";

test("a package whose place beside it belongs to another version is named with its path", () => {
  const lists = { "app@0": ["@img/linux@1", "@img/vips@2"], "@img/linux@1": ["beside @img/vips@1"] };
  const closure = closureOf(lists);
  expect(findSiblingsApart(closure, planLayout(closure))).toEqual([
    {
      kind: "siblings-apart",
      package: "@img/linux@1",
      path: "node_modules/@img/linux",
      sibling: "@img/vips@1",
    },
  ]);
});

test("siblings that lie beside each other are no problem", () => {
  const closure = closureOf({ "app@0": ["@img/linux@1"], "@img/linux@1": ["beside @img/vips@1"] });
  expect(findSiblingsApart(closure, planLayout(closure))).toEqual([]);
});
