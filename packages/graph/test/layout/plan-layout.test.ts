import type { BundlePath, Closure } from "@lambda-pack/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkLayout } from "../../src/proof/check-layout.ts";
import { planLayout } from "../../src/layout/plan-layout.ts";
import { acyclicClosure, anyClosure } from "../arbitrary-closure.ts";
import { closureOf, drawLayout } from "../closure-of.ts";
import { reachedPaths } from "../reached-paths.ts";

/** The drawing of a layout that has been proved. */
function drawn(closure: Closure): readonly string[] {
  const layout = planLayout(closure);
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

  test("the target's own version displaces the hoisted one, which moves below one dependent, and the others have links", () => {
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
      "node_modules/shared/node_modules/semver -> node_modules/knex/node_modules/semver",
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

  test("a displaced consumer keeps its own version below itself, wherever it is found", () => {
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
      "node_modules/dog/node_modules/ant -> node_modules/cat/node_modules/ant",
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
      "node_modules/bee/node_modules/ms -> node_modules/ant/node_modules/ms",
      "node_modules/cat = cat@1",
      "node_modules/cat/node_modules/ms -> node_modules/ant/node_modules/ms",
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
      "node_modules/bee/node_modules/aws -> node_modules/ant/node_modules/aws",
      "node_modules/cat = cat@1",
      "node_modules/cat/node_modules/aws -> node_modules/ant/node_modules/aws",
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
  test("an alias and the real name are one directory and a link, and a package without its real name has the alias", () => {
    // app ── lodash@4, lodash-old = lodash@3, underscore = lodash@4
    const lists = { "app@0": ["lodash@4", "lodash-old=lodash@3", "underscore=lodash@4"] };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/lodash = lodash@4",
      "node_modules/lodash-old = lodash@3",
      "node_modules/underscore -> node_modules/lodash",
    ]);
  });

  test("the directory has the real name even where the alias comes first, and two aliases are one directory, too", () => {
    // app ─┬─ day = dayjs@1, dayjs@1
    //      └─ early = luxon@1, late = luxon@1
    expect(drawn(closureOf({ "app@0": ["day=dayjs@1", "dayjs@1", "early=luxon@1", "late=luxon@1"] }))).toEqual([
      "node_modules/day -> node_modules/dayjs",
      "node_modules/dayjs = dayjs@1",
      "node_modules/early = luxon@1",
      "node_modules/late -> node_modules/early",
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
      "node_modules/npm/node_modules/ini/node_modules/ms -> node_modules/ms",
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

describe("the directory of an instance lies", () => {
  test("where the most of its dependents find it, not where it is needed first", () => {
    // app ─┬─ ms@2
    //      ├─ ant ── ms@1
    //      └─ bee ─┬─ cat@1 ── ms@1      (cat@2 and dog@2 at the root)
    //              └─ dog@1 ── ms@1
    const lists = {
      "app@0": ["ms@2", "ant@1", "bee@1", "cat@2", "dog@2"],
      "ant@1": ["ms@1"],
      "bee@1": ["cat@1", "dog@1"],
      "cat@1": ["ms@1"],
      "dog@1": ["ms@1"],
    };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/ms -> node_modules/bee/node_modules/ms",
      "node_modules/bee = bee@1",
      "node_modules/bee/node_modules/cat = cat@1",
      "node_modules/bee/node_modules/dog = dog@1",
      "node_modules/bee/node_modules/ms = ms@1",
      "node_modules/cat = cat@2",
      "node_modules/dog = dog@2",
      "node_modules/ms = ms@2",
    ]);
  });

  test("where its own dependencies are found, though every dependent finds others", () => {
    // app ─┬─ ms@2, fmt@2
    //      ├─ ant ─┬─ fmt@1 ── ms@1
    //      │       └─ ms@2
    //      └─ bee ─┬─ fmt@1
    //              └─ ms@3
    const lists = {
      "app@0": ["ms@2", "fmt@2", "ant@1", "bee@1"],
      "ant@1": ["fmt@1", "ms@2"],
      "bee@1": ["fmt@1", "ms@3"],
      "fmt@1": ["ms@1"],
    };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/ant = ant@1",
      "node_modules/ant/node_modules/fmt = fmt@1",
      "node_modules/ant/node_modules/fmt/node_modules/ms = ms@1",
      "node_modules/bee = bee@1",
      "node_modules/bee/node_modules/fmt -> node_modules/ant/node_modules/fmt",
      "node_modules/bee/node_modules/ms = ms@3",
      "node_modules/fmt = fmt@2",
      "node_modules/ms = ms@2",
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

  test("an aliased package that depends on itself by its real name has a link to itself below itself", () => {
    // app ─┬─ ant = bee@1 ── bee@1 ⟲
    //      └─ bee@2
    const lists = { "app@0": ["ant=bee@1", "bee@2"], "bee@1": ["bee@1"] };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/ant = bee@1",
      "node_modules/ant/node_modules/bee -> node_modules/ant",
      "node_modules/bee = bee@2",
    ]);
  });

  test("importers that depend on each other without a conflict need no link", () => {
    // app ── shared ⇄ models
    const lists = { "app@0": ["shared@1"], "shared@1": ["models@1"], "models@1": ["shared@1"] };
    expect(drawn(closureOf(lists))).toEqual(["node_modules/models = models@1", "node_modules/shared = shared@1"]);
  });

  test("a dependency back on the target is a link to the root", () => {
    // app ── shared ── app
    expect(drawn(closureOf({ "app@0": ["shared@1"], "shared@1": ["app@0"] }))).toEqual([
      "node_modules/app -> .",
      "node_modules/shared = shared@1",
    ]);
  });

  test("a target that depends on itself has a link to the root", () => {
    expect(drawn(closureOf({ "app@0": ["app@0"] }))).toEqual(["node_modules/app -> ."]);
  });

  test("a dependency back on the target nests where another package of its name has the root", () => {
    // app@0 ─┬─ app@9 (as app)
    //        └─ shared ── app@0
    const lists = { "app@0": ["app@9", "shared@1"], "shared@1": ["app@0"] };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/app = app@9",
      "node_modules/shared = shared@1",
      "node_modules/shared/node_modules/app -> .",
    ]);
  });

  test("a cycle through two versions of two packages ends in one link inside of the bundle", () => {
    // app ── a@1 ── b@1 ── a@2 ── b@2 ── a@1 ⟲
    const lists = { "app@0": ["a@1"], "a@1": ["b@1"], "b@1": ["a@2"], "a@2": ["b@2"], "b@2": ["a@1"] };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/a = a@1",
      "node_modules/b = b@1",
      "node_modules/b/node_modules/a = a@2",
      "node_modules/b/node_modules/b = b@2",
      "node_modules/b/node_modules/b/node_modules/a -> node_modules/a",
    ]);
  });

  test("what others need of such a cycle are links to its directories", () => {
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
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/a = a@1",
      "node_modules/a/node_modules/a -> node_modules/y/node_modules/a",
      "node_modules/a/node_modules/b = b@1",
      "node_modules/b = b@2",
      "node_modules/y = y@1",
      "node_modules/y/node_modules/a = a@2",
      "node_modules/z = z@1",
      "node_modules/z/node_modules/a -> node_modules/y/node_modules/a",
    ]);
  });

  test("a cycle through two versions of one package ends in one link, too", () => {
    // app ─┬─ a@1 ── b@1 ── a@2 ── a@1 ⟲
    //      └─ b@2
    const lists = { "app@0": ["a@1", "b@2"], "a@1": ["b@1"], "b@1": ["a@2"], "a@2": ["a@1"] };
    expect(drawn(closureOf(lists))).toEqual([
      "node_modules/a = a@1",
      "node_modules/a/node_modules/a = a@2",
      "node_modules/a/node_modules/a/node_modules/a -> node_modules/a",
      "node_modules/a/node_modules/b = b@1",
      "node_modules/b = b@2",
    ]);
  });
});

test("a chain of 20,000 packages does not overflow the stack", () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => `link-${String(index).padStart(5, "0")}@1`);
  const lists = Object.fromEntries(ids.map((id, index) => [id, ids.slice(index + 1, index + 2)]));
  const layout = planLayout(closureOf({ "app@0": ids.slice(0, 1), ...lists }));
  expect(drawLayout(layout)).toEqual(ids.map((id) => `node_modules/${id.slice(0, -2)} = ${id}`));
});

test("a dense cycle of many versions ends in a layout of a size in proportion", () => {
  const closure = closureOf(denseCycle({ names: 400, versions: 3 }));
  const layout = planLayout(closure);
  expect(checkLayout(closure, layout)).toEqual([]);
  expect(layout.placements.size).toBeLessThan(5 * closure.instances.size);
});

test("an edge to an instance that the closure lacks is a bug with a name", () => {
  const closure = closureOf({ "app@0": ["ant@1"] });
  const broken = { ...closure, instances: new Map([...closure.instances].filter(([id]) => id !== "ant@1")) };
  expect(() => planLayout(broken)).toThrow("The closure has an edge to ant@1, which it does not hold");
});

describe("for every graph", () => {
  test("every edge resolves to its instance", () => {
    fc.assert(
      fc.property(anyClosure, (closure) => {
        expect(checkLayout(closure, planLayout(closure))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  test("every placement is reached from the target by look-ups, so nothing is placed in vain", () => {
    fc.assert(
      fc.property(anyClosure, (closure) => {
        const layout = planLayout(closure);
        expect([...reachedPaths(closure, layout)].toSorted()).toEqual([...layout.placements.keys()].toSorted());
      }),
      { numRuns: 1500 },
    );
  });

  test("placements are ordered by path, and the target is at the root", () => {
    fc.assert(
      fc.property(anyClosure, (closure) => {
        const layout = planLayout(closure);
        const paths = [...layout.placements.keys()];
        expect(paths).toEqual(paths.toSorted());
        expect([...layout.placements.values()].map(({ path }) => path)).toEqual(paths);
        expect(layout.target).toBe(closure.target);
        expect(layout.placements.get("" as BundlePath)).toEqual({ kind: "copy", path: "", instance: closure.target });
      }),
      { numRuns: 500 },
    );
  });

  test("every instance has one directory, and links lead to the directories of their instances", () => {
    fc.assert(
      fc.property(anyClosure, (closure) => {
        const layout = planLayout(closure);
        const placements = [...layout.placements.values()];
        const directories = placements.filter(({ kind }) => kind === "copy").map(({ instance }) => instance);
        expect(directories.toSorted()).toEqual([...closure.instances.keys()].toSorted());
        for (const placement of placements) {
          if (placement.kind === "copy") continue;
          const { instance, target } = placement;
          expect(layout.placements.get(target)).toEqual({ kind: "copy", path: target, instance });
        }
      }),
      { numRuns: 1500 },
    );
  });

  test("there are no links where copies would be as few, and then it is the layout of copies", () => {
    let count = 0;
    fc.assert(
      fc.property(acyclicClosure, (closure) => {
        const copies = planLayout(closure, "never");
        const isSingle = copies.placements.size === closure.instances.size;
        const layout = planLayout(closure);
        expect([...layout.placements.values()].every(({ kind }) => kind === "copy")).toBe(isSingle);
        expect(drawLayout(layout).join() === drawLayout(copies).join()).toBe(isSingle);
        if (isSingle && [...copies.placements.keys()].some(isNested)) count++;
      }),
      { numRuns: 1500 },
    );
    expect(count).toBeGreaterThan(50);
  });

  test("the order of instances makes no difference", () => {
    fc.assert(
      fc.property(
        anyClosure.chain((closure) => {
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

  test("there are no more placements than edges, however often a version is displaced", () => {
    fc.assert(
      fc.property(anyClosure, (closure) => {
        const edges = [...closure.instances.values()].reduce((sum, instance) => sum + instance.edges.length, 0);
        expect(planLayout(closure).placements.size).toBeLessThanOrEqual(edges + 1);
      }),
      { numRuns: 1500 },
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

function isNested(path: BundlePath): boolean {
  return path.includes("/node_modules/");
}
