import type { Closure, Layout } from "@lambda-pack/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkLayout } from "../../src/proof/check-layout.ts";
import { planLayout } from "../../src/layout/plan-layout.ts";
import { acyclicClosureWithSiblings, anyClosureWithSiblings } from "../arbitrary-closure.ts";
import { isFinite } from "../is-finite.ts";
import { closureOf, drawLayout } from "../closure-of.ts";
import { bytesOf, nestedWeights } from "../nested-weights.ts";
import { withOneVersionEach } from "../one-version.ts";
import { reachedPaths } from "../reached-paths.ts";
import { siblingsApart, withConsistentSiblings, withoutSiblings } from "../siblings.ts";

/** The drawing of a layout that has been proved. */
function drawn(closure: Closure): readonly string[] {
  const layout = planLayout(closure, "never");
  expect(checkLayout(closure, layout)).toEqual([]);
  return drawLayout(layout);
}

/** What the placements say of siblings that are apart. */
function toldApart({ placements }: Layout): readonly string[] {
  return [...placements.values()].flatMap((placement) =>
    placement.kind === "copy" ? (placement.apart ?? []).map((name) => `${placement.path}: ${name}`) : [],
  );
}

/** The layout's drawing, and what is apart in it. */
function drawnApart(closure: Closure) {
  const layout = planLayout(closure, "never");
  expect(checkLayout(closure, layout)).toEqual([]);
  return { layout: drawLayout(layout), apart: toldApart(layout) };
}

describe("siblings lie in one node_modules", () => {
  test("at the root, where nothing is in the way", () => {
    // app ── sharp ─┬─ @img/linux ┄┄ @img/vips
    //               └─ @img/vips
    const lists = {
      "app@0": ["sharp@1"],
      "sharp@1": ["@img/linux@1", "@img/vips@1"],
      "@img/linux@1": ["beside @img/vips@1"],
    };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/@img/linux = @img/linux@1",
      "node_modules/@img/vips = @img/vips@1",
      "node_modules/sharp = sharp@1",
    ]);
  });

  test("with a copy of their own, where two versions share a library", () => {
    // app ─┬─ sharp@2 ── @img/linux@2 ┄┄ @img/vips@1
    //      └─ thumbs ── sharp@1 ── @img/linux@1 ┄┄ @img/vips@1
    const lists = {
      "app@0": ["sharp@2", "thumbs@1"],
      "sharp@2": ["@img/linux@2", "@img/vips@1"],
      "@img/linux@2": ["beside @img/vips@1"],
      "thumbs@1": ["sharp@1"],
      "sharp@1": ["@img/linux@1", "@img/vips@1"],
      "@img/linux@1": ["beside @img/vips@1"],
    };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/@img/linux = @img/linux@1",
      "node_modules/@img/vips = @img/vips@1",
      "node_modules/sharp = sharp@2",
      "node_modules/sharp/node_modules/@img/linux = @img/linux@2",
      "node_modules/sharp/node_modules/@img/vips = @img/vips@1",
      "node_modules/thumbs = thumbs@1",
      "node_modules/thumbs/node_modules/sharp = sharp@1",
    ]);
  });

  test("deeper, where the place of the sibling belongs to another version", () => {
    // app ─┬─ @img/vips@2
    //      └─ sharp ── @img/linux@1 ┄┄ @img/vips@1
    const lists = {
      "app@0": ["@img/vips@2", "sharp@1"],
      "sharp@1": ["@img/linux@1"],
      "@img/linux@1": ["beside @img/vips@1"],
    };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/@img/vips = @img/vips@2",
      "node_modules/sharp = sharp@1",
      "node_modules/sharp/node_modules/@img/linux = @img/linux@1",
      "node_modules/sharp/node_modules/@img/vips = @img/vips@1",
    ]);
  });

  test("at the root, where only the target needs the one and the other weighs less than its rival", () => {
    // app ─┬─ @img/linux@1 ┄┄ @img/vips@1
    //      └─ ant, bee ── @img/vips@2
    const lists = {
      "app@0": ["@img/linux@1", "ant@1", "bee@1"],
      "@img/linux@1": ["beside @img/vips@1"],
      "ant@1": ["@img/vips@2"],
      "bee@1": ["@img/vips@2"],
    };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/@img/linux = @img/linux@1",
      "node_modules/@img/vips = @img/vips@1",
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/@img/vips = @img/vips@2",
      "node_modules/bee = bee@1",
      "node_modules/bee/node_modules/@img/vips = @img/vips@2",
    ]);
  });

  test("with siblings of siblings, though a look-up has passed the place of one of them", () => {
    // app ─┬─ cat@2, dog@2, x@2, z@1
    //      └─ ant ─┬─ cat@1 ── z@1              (found at the root, through ant)
    //              └─ dog@1 ── x@1 ┄┄ y@1 ┄┄ z@2
    const lists = {
      "app@0": ["ant@1", "cat@2", "dog@2", "x@2", "z@1"],
      "ant@1": ["cat@1", "dog@1"],
      "cat@1": ["z@1"],
      "dog@1": ["x@1"],
      "x@1": ["beside y@1"],
      "y@1": ["beside z@2"],
    };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/cat = cat@1",
      "node_modules/ant/node_modules/dog = dog@1",
      "node_modules/ant/node_modules/dog/node_modules/x = x@1",
      "node_modules/ant/node_modules/dog/node_modules/y = y@1",
      "node_modules/ant/node_modules/dog/node_modules/z = z@2",
      "node_modules/cat = cat@2",
      "node_modules/dog = dog@2",
      "node_modules/x = x@2",
      "node_modules/z = z@1",
    ]);
  });
});

test("siblings of each other are placed once more where a look-up for one of them leads too high for the other", () => {
  // app ─┬─ x@1 ┄┄ y@1 ┄┄ x@1
  //      ├─ bee@2
  //      └─ ant ─┬─ y@2
  //              └─ bee@1 ─┬─ x@1      (found at the root)
  //                        └─ y@1      (hidden by y@2)
  const lists = {
    "app@0": ["ant@1", "bee@2", "x@1"],
    "ant@1": ["bee@1", "y@2"],
    "bee@1": ["x@1", "y@1"],
    "x@1": ["beside y@1"],
    "y@1": ["beside x@1"],
  };
  expect(drawn(closureOf(lists))).toEqual([
    "node_modules/ant = ant@1",
    "node_modules/ant/node_modules/bee = bee@1",
    "node_modules/ant/node_modules/bee/node_modules/x = x@1",
    "node_modules/ant/node_modules/bee/node_modules/y = y@1",
    "node_modules/ant/node_modules/y = y@2",
    "node_modules/bee = bee@2",
    "node_modules/x = x@1",
    "node_modules/y = y@1",
  ]);
});

describe("siblings are apart, and the placement says so,", () => {
  test("where their dependent itself needs another version, and whoever can has them whole", () => {
    // app ─┬─ @img/linux@1 ┄┄ @img/vips@1
    //      ├─ @img/vips@2
    //      └─ sharp ── @img/linux@1
    const lists = {
      "app@0": ["@img/linux@1", "@img/vips@2", "sharp@1"],
      "sharp@1": ["@img/linux@1"],
      "@img/linux@1": ["beside @img/vips@1"],
    };
    expect(drawnApart(closureOf(lists))).toEqual({
      layout: [
        "node_modules/@img/linux = @img/linux@1",
        "node_modules/@img/linux/node_modules/@img/vips = @img/vips@1",
        "node_modules/@img/vips = @img/vips@2",
        "node_modules/sharp = sharp@1",
        "node_modules/sharp/node_modules/@img/linux = @img/linux@1",
        "node_modules/sharp/node_modules/@img/vips = @img/vips@1",
      ],
      apart: ["node_modules/@img/linux: @img/vips"],
    });
  });

  test("where the place is taken by what their dependent brings in its own folder", () => {
    // app ─┬─ @img/linux@2
    //      └─ sharp [bundles @img/vips] ── @img/linux@1 ┄┄ @img/vips@1
    const lists = {
      "app@0": ["@img/linux@2", "sharp@1"],
      "sharp@1": ["@img/linux@1"],
      "@img/linux@1": ["beside @img/vips@1"],
    };
    expect(drawnApart(closureOf(lists, { bundled: { "sharp@1": ["@img/vips"] } }))).toEqual({
      layout: [
        "node_modules/@img/linux = @img/linux@2",
        "node_modules/sharp = sharp@1",
        "node_modules/sharp/node_modules/@img/linux = @img/linux@1",
        "node_modules/sharp/node_modules/@img/linux/node_modules/@img/vips = @img/vips@1",
      ],
      apart: ["node_modules/sharp/node_modules/@img/linux: @img/vips"],
    });
  });

  test("where two of them want one name, even that of their dependent", () => {
    // app ── x@1 ┄┄ y@1 ┄┄ x@2
    const lists = { "app@0": ["x@1"], "x@1": ["beside y@1"], "y@1": ["beside x@2"] };
    expect(drawnApart(closureOf(lists))).toEqual({
      layout: ["node_modules/x = x@1", "node_modules/x/node_modules/x = x@2", "node_modules/x/node_modules/y = y@1"],
      apart: ["node_modules/x: y"],
    });
  });
});

const finiteClosureWithSiblings = anyClosureWithSiblings.filter(isFinite);

describe("for every graph with siblings that copies can be made of", () => {
  test("every edge resolves to its instance, and siblings are apart only where the placement says so", () => {
    fc.assert(
      fc.property(finiteClosureWithSiblings, (closure) => {
        const layout = planLayout(closure, "never");
        expect(checkLayout(closure, layout)).toEqual([]);
        expect(siblingsApart(closure, layout)).toEqual(toldApart(layout));
      }),
      { numRuns: 3000 },
    );
  });

  test("none are apart where no package's dependencies and their siblings want two things under one name", () => {
    let count = 0;
    fc.assert(
      fc.property(anyClosureWithSiblings.map(withConsistentSiblings).filter(isFinite), (closure) => {
        const layout = planLayout(closure, "never");
        expect(checkLayout(closure, layout)).toEqual([]);
        expect(siblingsApart(closure, layout)).toEqual([]);
        const edges = [...closure.instances.values()].flatMap((instance) => instance.edges);
        count += edges.filter(({ beside }) => beside === true).length;
      }),
      { numRuns: 3000 },
    );
    expect(count).toBeGreaterThan(1000);
  });

  test("the order of instances makes no difference", () => {
    fc.assert(
      fc.property(
        finiteClosureWithSiblings.chain((closure) => {
          const entries = [...closure.instances];
          return fc.tuple(fc.constant(closure), fc.shuffledSubarray(entries, { minLength: entries.length }));
        }),
        ([closure, entries]) => {
          const shuffled = { ...closure, instances: new Map(entries) };
          expect([...planLayout(shuffled, "never").placements]).toEqual([...planLayout(closure, "never").placements]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("siblings cost nothing where each name has one instance", () => {
    fc.assert(
      fc.property(
        finiteClosureWithSiblings.map((closure) => withOneVersionEach(closure)),
        (closure) => {
          expect(drawLayout(planLayout(closure, "never"))).toEqual(
            drawLayout(planLayout(withoutSiblings(closure), "never")),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("every placement is reached by a look-up or is a sibling, so nothing is placed in vain", () => {
    // Siblings that are siblings of each other may be placed once for a look-up and once more for each other.
    fc.assert(
      fc.property(acyclicClosureWithSiblings.map(withConsistentSiblings), (closure) => {
        const layout = planLayout(closure, "never");
        expect([...reachedPaths(closure, layout)].toSorted()).toEqual([...layout.placements.keys()].toSorted());
      }),
      { numRuns: 3000 },
    );
  });

  test("without cycles there are no links, and no more copies and bytes than when everything nests", () => {
    fc.assert(
      fc.property(acyclicClosureWithSiblings, (closure) => {
        const placements = [...planLayout(closure, "never").placements.values()];
        expect(placements.filter(({ kind }) => kind === "link")).toEqual([]);
        const bytes = placements.reduce((sum, { instance }) => sum + bytesOf(closure, instance), 0);
        const nested = nestedWeights(closure, closure.target);
        expect(placements.length).toBeLessThanOrEqual(nested.copies);
        expect(bytes).toBeLessThanOrEqual(nested.bytes);
      }),
      { numRuns: 3000 },
    );
  });
});
