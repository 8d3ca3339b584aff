import { expect, test } from "vitest";
import { planLayout } from "../../src/layout/plan-layout.ts";
import { findLinks } from "../../src/proof/find-links.ts";
import { closureOf } from "../closure-of.ts";

test("links are one problem, with all that they lead to", () => {
  const closure = closureOf({
    "app@0": ["ms@2", "ant@1", "bee@1", "cat@1"],
    "ant@1": ["ms@1", "app@0"],
    "bee@1": ["ms@1"],
    "cat@1": ["ms@1"],
  });
  expect(findLinks(closure, planLayout(closure))).toEqual([
    { kind: "links-in-bundle", links: 3, packages: ["app@0", "ms@1"] },
  ]);
});

test("a bundle without links has no problem, and neither has one of copies", () => {
  const single = closureOf({ "app@0": ["ant@1"], "ant@1": ["bee@1"] });
  expect(findLinks(single, planLayout(single))).toEqual([]);
  const named = closureOf({ "app@0": ["dayjs@1", "day=dayjs@1"] });
  expect(findLinks(named, planLayout(named, "never"))).toEqual([]);
});
