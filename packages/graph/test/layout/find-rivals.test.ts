import type { BundlePath, Closure, Layout } from "@lambda-pack/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findRivals } from "../../src/layout/find-rivals.ts";
import { planLayout } from "../../src/layout/plan-layout.ts";
import { checkLayout } from "../../src/proof/check-layout.ts";
import {
  acyclicClosureWithRivals,
  anyClosure,
  anyClosureWithRivals,
  anyClosureWithRivalSiblings,
} from "../arbitrary-closure.ts";
import { closureOf, drawLayout } from "../closure-of.ts";
import { reachedPaths } from "../reached-paths.ts";

function drawn(closure: Closure, links: "auto" | "never" = "auto"): readonly string[] {
  const layout = planLayout(closure, links);
  expect(checkLayout(closure, layout)).toEqual([]);
  return drawLayout(layout);
}

test("names have rivals where case or normal form alone tells them apart, scopes included", () => {
  const lists = {
    "app@0": ["JSONStream@1", "jsonstream@1", "@Zoo/cat@1", "caf\u00e9@1", "ms@1"],
    "ms@1": ["@zoo/cat@2", "cafe\u0301@1"],
  };
  expect(Object.fromEntries(findRivals(closureOf(lists)))).toEqual({
    JSONStream: ["jsonstream"],
    jsonstream: ["JSONStream"],
    "@Zoo/cat": ["@zoo/cat"],
    "@zoo/cat": ["@Zoo/cat"],
    "caf\u00e9": ["cafe\u0301"],
    "cafe\u0301": ["caf\u00e9"],
  });
  expect(findRivals(closureOf({ "app@0": ["ms@1", "@zoo/ms@1"], "ms@1": ["ms@2"] }))).toEqual(new Map());
});

describe("packages whose names differ by case", () => {
  test("lie apart: the target's own at the root, the other below who needs it", () => {
    const lists = { "app@0": ["JSONStream@1", "basket@1"], "basket@1": ["jsonstream@1"] };
    const expected = [
      "node_modules/JSONStream = JSONStream@1",
      "node_modules/basket = basket@1",
      "node_modules/basket/node_modules/jsonstream = jsonstream@1",
    ];
    expect(drawn(closureOf(lists))).toEqual(expected);
    expect(drawn(closureOf(lists), "never")).toEqual(expected);
  });

  test("lie apart where two siblings have one each, and a third finds its one by a link", () => {
    const lists = {
      "app@0": ["ant@1", "bee@1", "cat@1"],
      "ant@1": ["JSONStream@1"],
      "bee@1": ["jsonstream@1"],
      "cat@1": ["jsonstream@1"],
    };
    // jsonstream saves the bytes of one copy, and has the root.
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/JSONStream = JSONStream@1",
      "node_modules/bee = bee@1",
      "node_modules/cat = cat@1",
      "node_modules/jsonstream = jsonstream@1",
    ]);
    expect(drawn(closureOf({ ...lists, "dog@1": ["JSONStream@1"], "cat@1": ["jsonstream@1", "dog@1"] }))).toEqual([
      "node_modules/JSONStream = JSONStream@1",
      "node_modules/ant = ant@1",
      "node_modules/bee = bee@1",
      "node_modules/bee/node_modules/jsonstream = jsonstream@1",
      "node_modules/cat = cat@1",
      "node_modules/cat/node_modules/jsonstream -> node_modules/bee/node_modules/jsonstream",
      "node_modules/dog = dog@1",
    ]);
  });

  test("lie apart where one package requires both: one higher up, one below itself", () => {
    expect(drawn(closureOf({ "app@0": ["ant@1"], "ant@1": ["JSONStream@1", "jsonstream@1"] }))).toEqual([
      "node_modules/JSONStream = JSONStream@1",
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/jsonstream = jsonstream@1",
    ]);
  });

  test("lie beside each other where the target requires both, as nothing else can find them", () => {
    expect(drawn(closureOf({ "app@0": ["JSONStream@1", "jsonstream@1"], "JSONStream@1": ["jsonstream@1"] }))).toEqual([
      "node_modules/JSONStream = JSONStream@1",
      "node_modules/jsonstream = jsonstream@1",
    ]);
  });

  test("are kept out of the node_modules whose look-ups go on to the other one", () => {
    // bee's look-up for jsonstream passes ant, so that JSONStream goes below cat, not between.
    const lists = {
      "app@0": ["ant@1", "jsonstream@1", "cat@2"],
      "ant@1": ["cat@1", "jsonstream@1"],
      "cat@1": ["JSONStream@1"],
    };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/cat = cat@1",
      "node_modules/ant/node_modules/cat/node_modules/JSONStream = JSONStream@1",
      "node_modules/cat = cat@2",
      "node_modules/jsonstream = jsonstream@1",
    ]);
  });

  test("are kept out of a folder that brings the other one itself", () => {
    const bundled = { bundled: { "app@0": ["JSONStream"] } };
    const lists = { "app@0": ["ant@1"], "ant@1": ["jsonstream@1"] };
    expect(drawn(closureOf(lists, bundled))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/jsonstream = jsonstream@1",
    ]);
  });
});

describe("for every graph with such names", () => {
  test("every edge resolves to its instance, and every instance has one directory", () => {
    fc.assert(
      fc.property(fc.oneof(anyClosureWithRivals, anyClosureWithRivalSiblings), (closure) => {
        const layout = planLayout(closure);
        expect(checkLayout(closure, layout)).toEqual([]);
        const placements = [...layout.placements.values()];
        const directories = placements.filter(({ kind }) => kind === "copy").map(({ instance }) => instance);
        expect(directories.toSorted()).toEqual([...closure.instances.keys()].toSorted());
      }),
      { numRuns: 4000 },
    );
  });

  test("nothing is placed in vain", () => {
    fc.assert(
      fc.property(anyClosureWithRivals, (closure) => {
        const layout = planLayout(closure);
        expect([...reachedPaths(closure, layout)].toSorted()).toEqual([...layout.placements.keys()].toSorted());
      }),
      { numRuns: 1500 },
    );
  });

  test("copies find what they need as well", () => {
    fc.assert(
      fc.property(acyclicClosureWithRivals, (closure) => {
        expect(checkLayout(closure, planLayout(closure, "never"))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  test("the order of instances makes no difference", () => {
    fc.assert(
      fc.property(
        anyClosureWithRivals.chain((closure) => {
          const entries = [...closure.instances];
          return fc.tuple(fc.constant(closure), fc.shuffledSubarray(entries, { minLength: entries.length }));
        }),
        ([closure, entries]) => {
          const shuffled = { ...closure, instances: new Map(entries) };
          expect(drawLayout(planLayout(shuffled))).toEqual(drawLayout(planLayout(closure)));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("the proof", () => {
  test("finds names that share a node_modules for no reason", () => {
    const closure = closureOf({ "app@0": ["JSONStream@1", "basket@1"], "basket@1": ["jsonstream@1"] });
    const layout = planLayout(closure);
    const placements = new Map(layout.placements);
    const from = "node_modules/basket/node_modules/jsonstream" as BundlePath;
    const moved = placements.get(from);
    if (moved === undefined) throw new Error("The layout has changed");
    placements.delete(from);
    const path = "node_modules/jsonstream" as BundlePath;
    placements.set(path, { ...moved, path });
    const wrong: Layout = { ...layout, placements };
    expect(checkLayout(closure, wrong)).toEqual([{ at: path, name: "", expected: moved.instance, found: undefined }]);
  });

  test("has nothing to say of other names", () => {
    fc.assert(
      fc.property(anyClosure, (closure) => {
        expect(findRivals(closure)).toEqual(new Map());
      }),
      { numRuns: 100 },
    );
  });
});
