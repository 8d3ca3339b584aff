import { isPackError } from "@lambda-pack/model";
import type { BundlePath, Closure, PackError } from "@lambda-pack/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkLayout } from "../../src/proof/check-layout.ts";
import { planLayout } from "../../src/layout/plan-layout.ts";
import { acyclicClosure, anyClosure } from "../arbitrary-closure.ts";
import { closureOf, drawLayout } from "../closure-of.ts";
import { isFinite } from "../is-finite.ts";
import { bytesOf, nestedWeights } from "../nested-weights.ts";
import { reachedPaths } from "../reached-paths.ts";

/** The drawing of a layout that has been proved. */
function drawn(closure: Closure): readonly string[] {
  const layout = planLayout(closure, "never");
  expect(checkLayout(closure, layout)).toEqual([]);
  return drawLayout(layout);
}

describe("conflicts", () => {
  test("a second version nests below its dependent", () => {
    // app ─┬─ ant@1 ── bee@1
    //      └─ bee@2
    expect(drawn(closureOf({ "app@0": ["ant@1", "bee@2"], "ant@1": ["bee@1"] }))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/bee = bee@1",
      "node_modules/bee = bee@2",
    ]);
  });

  test("the target's own version displaces the hoisted one, which moves below every consumer", () => {
    // app ─┬─ semver@7
    //      ├─ shared ── semver@5
    //      ├─ knex ── semver@5
    //      └─ mysql ── semver@7
    const lists = {
      "app@0": ["semver@7", "shared@1", "knex@1", "mysql@1"],
      "shared@1": ["semver@5"],
      "knex@1": ["semver@5"],
      "mysql@1": ["semver@7"],
    };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/knex = knex@1",
      "node_modules/knex/node_modules/semver = semver@5",
      "node_modules/mysql = mysql@1",
      "node_modules/semver = semver@7",
      "node_modules/shared = shared@1",
      "node_modules/shared/node_modules/semver = semver@5",
    ]);
  });

  test("what a displaced package needs is displaced with it, in a cascade", () => {
    // app ─┬─ bee@2 ─── cat@2 ── dog@2
    //      ├─ cat@2, dog@2
    //      └─ ant@1 ── bee@1 ── cat@1 ── dog@1
    const lists = {
      "app@0": ["ant@1", "bee@2", "cat@2", "dog@2"],
      "bee@2": ["cat@2"],
      "cat@2": ["dog@2"],
      "ant@1": ["bee@1"],
      "bee@1": ["cat@1"],
      "cat@1": ["dog@1"],
    };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/bee = bee@1",
      "node_modules/ant/node_modules/cat = cat@1",
      "node_modules/ant/node_modules/dog = dog@1",
      "node_modules/bee = bee@2",
      "node_modules/cat = cat@2",
      "node_modules/dog = dog@2",
    ]);
  });

  test("a consumer with a nearer copy gets no second one", () => {
    // app ─┬─ bee@2
    //      └─ ant@1 ─┬─ bee@1
    //                └─ cat@2 ── bee@1      (cat@1 at the root)
    const lists = {
      "app@0": ["bee@2", "ant@1", "cat@1"],
      "ant@1": ["bee@1", "cat@2"],
      "cat@2": ["bee@1"],
    };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/bee = bee@1",
      "node_modules/ant/node_modules/cat = cat@2",
      "node_modules/bee = bee@2",
      "node_modules/cat = cat@1",
    ]);
  });

  test("a displaced consumer keeps its own version beside or below itself", () => {
    // app ─┬─ ant@2, bee@2
    //      ├─ cat@1 ── ant@1 ── bee@1
    //      └─ dog@1 ── ant@1
    const lists = {
      "app@0": ["ant@2", "bee@2", "cat@1", "dog@1"],
      "cat@1": ["ant@1", "bee@2"],
      "dog@1": ["ant@1"],
      "ant@1": ["bee@1"],
    };
    // cat finds bee@2 at the root through its own directory, so bee@1 must not lie there.
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/ant = ant@2",
      "node_modules/bee = bee@2",
      "node_modules/cat = cat@1",
      "node_modules/cat/node_modules/ant = ant@1",
      "node_modules/cat/node_modules/ant/node_modules/bee = bee@1",
      "node_modules/dog = dog@1",
      "node_modules/dog/node_modules/ant = ant@1",
      "node_modules/dog/node_modules/bee = bee@1",
    ]);
  });

  test("a midway copy does not shadow what a deeper package finds at the root", () => {
    // app ─┬─ cat@1 ── dog@2 ─┬─ emu@1        (dog@1, emu@1 at the root)
    //      │                  └─ fox@2 ── emu@2   (fox@1 at the root)
    //      └─ dog@1, emu@1, fox@1
    const lists = {
      "app@0": ["cat@1", "dog@1", "emu@1", "fox@1"],
      "cat@1": ["dog@2"],
      "dog@2": ["emu@1", "fox@2"],
      "fox@2": ["emu@2"],
    };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/cat = cat@1",
      "node_modules/cat/node_modules/dog = dog@2",
      "node_modules/cat/node_modules/fox = fox@2",
      "node_modules/cat/node_modules/fox/node_modules/emu = emu@2",
      "node_modules/dog = dog@1",
      "node_modules/emu = emu@1",
      "node_modules/fox = fox@1",
    ]);
  });

  test("one version with two peers is two folders that are never mixed", () => {
    // app ─┬─ ant@1 ─┬─ form@1   ── react@17
    //      │         └─ react@17
    //      └─ bee@1 ─┬─ form@1#2 ── react@18
    //                └─ react@18
    const lists = {
      "app@0": ["ant@1", "bee@1"],
      "ant@1": ["form@1", "react@17"],
      "bee@1": ["form=form@1#2", "react@18"],
      "form@1": ["react@17"],
      "form@1#2": ["react@18"],
    };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/bee = bee@1",
      "node_modules/bee/node_modules/form = form@1#2",
      "node_modules/bee/node_modules/react = react@18",
      "node_modules/form = form@1",
      "node_modules/react = react@17",
    ]);
  });
});

describe("the root", () => {
  test("a target without dependencies has an empty node_modules", () => {
    expect(drawn(closureOf({ "app@0": [] }))).toEqual([]);
  });

  test("a direct dependency wins it over a popular transitive one", () => {
    // app ─┬─ ms@2
    //      └─ ant, bee, cat ── ms@1
    const lists = {
      "app@0": ["ms@2", "ant@1", "bee@1", "cat@1"],
      "ant@1": ["ms@1"],
      "bee@1": ["ms@1"],
      "cat@1": ["ms@1"],
    };
    expect(drawn(closureOf(lists, { bytes: { "ms@1": 9_000_000 } }))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/ms = ms@1",
      "node_modules/bee = bee@1",
      "node_modules/bee/node_modules/ms = ms@1",
      "node_modules/cat = cat@1",
      "node_modules/cat/node_modules/ms = ms@1",
      "node_modules/ms = ms@2",
    ]);
  });

  test("the version that saves the most bytes wins it, though fewer ask for it and it is met last", () => {
    // app ─┬─ ant, bee, cat ── aws@2   (100 bytes: 200 saved)
    //      └─ dog, emu ─────── aws@3   (500 bytes: 500 saved)
    const lists = {
      "app@0": ["ant@1", "bee@1", "cat@1", "dog@1", "emu@1"],
      "ant@1": ["aws@2"],
      "bee@1": ["aws@2"],
      "cat@1": ["aws@2"],
      "dog@1": ["aws@3"],
      "emu@1": ["aws@3"],
    };
    expect(drawn(closureOf(lists, { bytes: { "aws@3": 500 } }))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/aws = aws@2",
      "node_modules/aws = aws@3",
      "node_modules/bee = bee@1",
      "node_modules/bee/node_modules/aws = aws@2",
      "node_modules/cat = cat@1",
      "node_modules/cat/node_modules/aws = aws@2",
      "node_modules/dog = dog@1",
      "node_modules/emu = emu@1",
    ]);
  });

  test("a tie goes by code unit, not by number and not by who is met first", () => {
    // app ─┬─ ant ── ms@9.0.0
    //      └─ bee ── ms@10.0.0
    const lists = { "app@0": ["ant@1", "bee@1"], "ant@1": ["ms@9.0.0"], "bee@1": ["ms@10.0.0"] };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/ms = ms@9.0.0",
      "node_modules/bee = bee@1",
      "node_modules/ms = ms@10.0.0",
    ]);
  });
});

describe("names", () => {
  test("an alias and the real name are two folders, and so are two aliases", () => {
    // app ── lodash@4, lodash-old = lodash@3, underscore = lodash@4
    const lists = { "app@0": ["lodash@4", "lodash-old=lodash@3", "underscore=lodash@4"] };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/lodash = lodash@4",
      "node_modules/lodash-old = lodash@3",
      "node_modules/underscore = lodash@4",
    ]);
  });

  test("scoped packages nest by their whole name", () => {
    // app ─┬─ @botland/shared@1 ── @botland/wrapper@1
    //      └─ @botland/wrapper@2
    const lists = {
      "app@0": ["@botland/shared@1", "@botland/wrapper@2"],
      "@botland/shared@1": ["@botland/wrapper@1", "wrapper@1"],
    };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/@botland/shared = @botland/shared@1",
      "node_modules/@botland/shared/node_modules/@botland/wrapper = @botland/wrapper@1",
      "node_modules/@botland/wrapper = @botland/wrapper@2",
      "node_modules/wrapper = wrapper@1",
    ]);
  });

  test("a package that has the name of the target is no link to the target", () => {
    // app ── ant ── app@9
    expect(drawn(closureOf({ "app@0": ["ant@1"], "ant@1": ["app@9"] }))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/app = app@9",
    ]);
  });

  test("nothing is placed over a bundled name, which hides what lies higher", () => {
    // app ─┬─ ms@2
    //      └─ npm [bundles ms] ── ini@1 ── ms@2     (ini@2 at the root)
    const lists = { "app@0": ["ms@2", "npm@1", "ini@2"], "npm@1": ["ini@1"], "ini@1": ["ms@2"] };
    expect(drawn(closureOf(lists, { bundled: { "npm@1": ["ms"] } }))).toEqual([
      "node_modules/ini = ini@2",
      "node_modules/ms = ms@2",
      "node_modules/npm = npm@1",
      "node_modules/npm/node_modules/ini = ini@1",
      "node_modules/npm/node_modules/ini/node_modules/ms = ms@2",
    ]);
  });

  test("what the target itself bundles hides nothing from packages that bring their own", () => {
    // app [bundles ms] ── ant ── ms@2
    const lists = { "app@0": ["ant@1"], "ant@1": ["ms@2"] };
    expect(drawn(closureOf(lists, { bundled: { "app@0": ["ms"] } }))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/ms = ms@2",
    ]);
  });
});

describe("cycles", () => {
  test("a package that depends on itself finds itself", () => {
    expect(drawn(closureOf({ "app@0": ["libsql@1"], "libsql@1": ["libsql@1"] }))).toEqual([
      "node_modules/libsql = libsql@1",
    ]);
  });

  test("a nested package that depends on itself finds itself", () => {
    // app ─┬─ libsql@2
    //      └─ ant ── libsql@1 ⟲
    const lists = { "app@0": ["ant@1", "libsql@2"], "ant@1": ["libsql@1"], "libsql@1": ["libsql@1"] };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/libsql = libsql@1",
      "node_modules/libsql = libsql@2",
    ]);
  });

  test("an aliased package that depends on itself by its real name has a copy below itself, for copies end there", () => {
    // app ─┬─ ant = bee@1 ── bee@1 ⟲
    //      └─ bee@2
    const lists = { "app@0": ["ant=bee@1", "bee@2"], "bee@1": ["bee@1"] };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/ant = bee@1",
      "node_modules/ant/node_modules/bee = bee@1",
      "node_modules/bee = bee@2",
    ]);
  });

  test("importers that depend on each other without a conflict need no link", () => {
    // app ── shared ⇄ models
    const lists = { "app@0": ["shared@1"], "shared@1": ["models@1"], "models@1": ["shared@1"] };
    expect(drawn(closureOf(lists))).toEqual(["node_modules/models = models@1", "node_modules/shared = shared@1"]);
  });

  test("a dependency back on the target is a copy of the target", () => {
    // app ── shared ── app
    expect(drawn(closureOf({ "app@0": ["shared@1"], "shared@1": ["app@0"] }))).toEqual([
      "node_modules/app = app@0",
      "node_modules/shared = shared@1",
    ]);
  });

  test("a target that depends on itself has a copy of itself", () => {
    expect(drawn(closureOf({ "app@0": ["app@0"] }))).toEqual(["node_modules/app = app@0"]);
  });

  test("a dependency back on the target nests where another package of its name has the root", () => {
    // app@0 ─┬─ app@9 (as app)
    //        └─ shared ── app@0
    const lists = { "app@0": ["app@9", "shared@1"], "shared@1": ["app@0"] };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/app = app@9",
      "node_modules/shared = shared@1",
      "node_modules/shared/node_modules/app = app@0",
      "node_modules/shared/node_modules/app/node_modules/app = app@9",
    ]);
  });

  test("a cycle through two versions of two packages has no finite layout, which is an error that shows the circle", () => {
    // app ── a@1 ── b@1 ── a@2 ── b@2 ── a@1 ⟲
    const lists = { "app@0": ["a@1"], "a@1": ["b@1"], "b@1": ["a@2"], "a@2": ["b@2"], "b@2": ["a@1"] };
    const error = packErrorFrom(() => planLayout(closureOf(lists), "never"));
    expect(error).toMatchObject({
      code: "LINKS_NEEDED",
      message:
        "Without links the bundle would never end: each of b@1 → a@2 → b@2 → a@1 → b@1 needs a copy of the next one below itself.",
      hint: 'Allow links: leave out --no-links, or set "links" to "auto".',
      details: { packages: ["b@1", "a@2", "b@2", "a@1", "b@1"] },
    });
  });

  test("so has one that others lead into at several places", () => {
    // app ─┬─ a@1 ── b@1 ── a@2 ── b@2 ── a@1 ⟲
    //      └─ y, z ─┬─ a@2
    //               └─ b@2
    const lists = {
      "app@0": ["a@1", "y@1", "z@1"],
      "a@1": ["b@1"],
      "b@1": ["a@2"],
      "a@2": ["b@2"],
      "b@2": ["a@1"],
      "y@1": ["a@2", "b@2"],
      "z@1": ["a@2", "b@2"],
    };
    expect(packErrorFrom(() => planLayout(closureOf(lists), "never")).code).toBe("LINKS_NEEDED");
  });

  test("a cycle through two versions of one package ends by itself, in copies", () => {
    // app ─┬─ a@1 ── b@1 ── a@2 ── a@1 ⟲
    //      └─ b@2
    const lists = { "app@0": ["a@1", "b@2"], "a@1": ["b@1"], "b@1": ["a@2"], "a@2": ["a@1"] };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/a = a@1",
      "node_modules/a/node_modules/a = a@2",
      "node_modules/a/node_modules/a/node_modules/a = a@1",
      "node_modules/a/node_modules/b = b@1",
      "node_modules/b = b@2",
    ]);
  });
});

test("a chain of 20,000 packages does not overflow the stack", () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => `link-${String(index).padStart(5, "0")}@1`);
  const lists = Object.fromEntries(ids.map((id, index) => [id, ids.slice(index + 1, index + 2)]));
  const layout = planLayout(closureOf({ "app@0": ids.slice(0, 1), ...lists }), "never");
  expect(drawLayout(layout)).toEqual(ids.map((id) => `node_modules/${id.slice(0, -2)} = ${id}`));
});

test("a dense cycle of many versions would fill every disk, which is an error", () => {
  const closure = closureOf(denseCycle({ names: 400, versions: 3 }));
  expect(packErrorFrom(() => planLayout(closure, "never")).code).toBe("LINKS_NEEDED");
});

test("an edge to an instance that the closure lacks is a bug with a name", () => {
  const closure = closureOf({ "app@0": ["ant@1"] });
  const broken = { ...closure, instances: new Map([...closure.instances].filter(([id]) => id !== "ant@1")) };
  expect(() => planLayout(broken, "never")).toThrow("The closure has an edge to ant@1, which it does not hold");
});

const finiteClosure = anyClosure.filter(isFinite);

describe("for every graph that copies can be made of", () => {
  test("every edge resolves to its instance", () => {
    fc.assert(
      fc.property(finiteClosure, (closure) => {
        expect(checkLayout(closure, planLayout(closure, "never"))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  test("every placement is reached from the target by look-ups, so nothing is placed in vain", () => {
    fc.assert(
      fc.property(finiteClosure, (closure) => {
        const layout = planLayout(closure, "never");
        expect([...reachedPaths(closure, layout)].toSorted()).toEqual([...layout.placements.keys()].toSorted());
      }),
      { numRuns: 1500 },
    );
  });

  test("placements are ordered by path, and the target is at the root", () => {
    fc.assert(
      fc.property(finiteClosure, (closure) => {
        const layout = planLayout(closure, "never");
        const paths = [...layout.placements.keys()];
        expect(paths).toEqual(paths.toSorted());
        expect([...layout.placements.values()].map(({ path }) => path)).toEqual(paths);
        expect(layout.target).toBe(closure.target);
        expect(layout.placements.get("" as BundlePath)).toEqual({ kind: "copy", path: "", instance: closure.target });
      }),
      { numRuns: 500 },
    );
  });

  test("the order of instances makes no difference", () => {
    fc.assert(
      fc.property(
        finiteClosure.chain((closure) => {
          const entries = [...closure.instances];
          return fc.tuple(fc.constant(closure), fc.shuffledSubarray(entries, { minLength: entries.length }));
        }),
        ([closure, entries]) => {
          const shuffled = { ...closure, instances: new Map(entries) };
          expect(drawLayout(planLayout(shuffled, "never"))).toEqual(drawLayout(planLayout(closure, "never")));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("without cycles copies always end, and there are no more copies and bytes than when everything nests", () => {
    fc.assert(
      fc.property(acyclicClosure, (closure) => {
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

/** Every version of every package depends on four others that are drawn at random, always the same, so that nearly all reach each other. */
function denseCycle({ names, versions }: { names: number; versions: number }): Record<string, readonly string[]> {
  const ids = Array.from({ length: names * versions }, (_, index) => `p${index % names}@${Math.trunc(index / names)}`);
  let state = 1;
  const anyId = (): string => {
    // The generator of Numerical Recipes; its upper bits are the good ones.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return ids[Math.trunc((state / 2 ** 32) * ids.length)] ?? "";
  };
  const edges = (): readonly string[] => {
    const four = [anyId(), anyId(), anyId(), anyId()];
    return [...new Map(four.map((id) => [id.slice(0, id.indexOf("@")), id])).values()];
  };
  return Object.fromEntries(["app@0", ...ids].map((id) => [id, edges()]));
}

function packErrorFrom(plan: () => unknown): PackError {
  try {
    plan();
  } catch (error) {
    if (isPackError(error)) return error;
    throw error;
  }
  throw new Error("It was planned");
}
