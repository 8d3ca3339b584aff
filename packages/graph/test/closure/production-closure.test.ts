import type { Closure, PackageId, Selection } from "@lambda-pack/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planLayout } from "../../src/layout/plan-layout.ts";
import { productionClosure } from "../../src/closure/production-closure.ts";
import { selectPackages } from "../../src/select/select-packages.ts";
import { settleOptionalPeers } from "../../src/closure/settle-optional-peers.ts";
import { anyClosure } from "../arbitrary-closure.ts";
import { drawLayout } from "../closure-of.ts";
import { graphOf, linuxOptions } from "../graph-of.ts";
import { withOneVersionEach } from "../one-version.ts";
import { installClosure } from "../installed-closure.ts";
import type { InstallChoices } from "../installed-closure.ts";

/** The closure of a graph in which packages of equal name and version have equal files, but for those that are named. */
function closureOfGraph(
  lists: Readonly<Record<string, readonly string[]>>,
  different: readonly string[] = [],
): Closure {
  const selection = selectPackages(graphOf(lists), linuxOptions);
  const ids = [...selection.packages.keys()];
  const digests = new Map(ids.map((id) => [id, different.includes(id) ? id : "same"]));
  return productionClosure(selection, { bytes: new Map(ids.map((id) => [id, 100])), digests });
}

/** One line for each instance: what it is merged of and what it leads to. */
function drawClosure({ instances }: Closure): readonly string[] {
  return [...instances.values()].map(({ id, packages, edges }) => {
    const leads = edges.map(({ name, to }) => (to.startsWith(`${name}@`) ? to : `${name}=${to}`));
    return `${id} = ${packages.join(" + ")} -> ${leads.join(", ")}`.replace(/ -> $/u, "");
  });
}

describe("duplicates are one instance", () => {
  test("when their files and edges are equal", () => {
    // app ─┬─ ant ── ms@1 (nested)
    //      └─ bee ── ms@1 (nested)
    const lists = {
      "app@0": ["ant@1", "bee@1"],
      "ant@1": ["ms@1 in ant"],
      "bee@1": ["ms@1 in bee"],
    };
    expect(drawClosure(closureOfGraph(lists))).toEqual([
      "ant@1 = ant@1 -> ms@1",
      "app@0 = app@0 -> ant@1, bee@1",
      "bee@1 = bee@1 -> ms@1",
      "ms@1 = ms@1 in ant + ms@1 in bee",
    ]);
  });

  test("when all that they lead to is merged, too, however deep", () => {
    // app ─┬─ ant ── debug (nested) ── ms (nested)
    //      └─ bee ── debug (nested) ── ms (nested)
    const lists = {
      "app@0": ["ant@1", "bee@1"],
      "ant@1": ["debug@4 in ant"],
      "bee@1": ["debug@4 in bee"],
      "debug@4 in ant": ["ms@1 in ant"],
      "debug@4 in bee": ["ms@1 in bee"],
    };
    expect(drawClosure(closureOfGraph(lists))).toEqual([
      "ant@1 = ant@1 -> debug@4",
      "app@0 = app@0 -> ant@1, bee@1",
      "bee@1 = bee@1 -> debug@4",
      "debug@4 = debug@4 in ant + debug@4 in bee -> ms@1",
      "ms@1 = ms@1 in ant + ms@1 in bee",
    ]);
  });

  test("when they are in equal cycles, or in cycles of another length", () => {
    // app ─┬─ ant ── x ⟲
    //      └─ bee ── x (one) ⇄ x (two)
    const lists = {
      "app@0": ["ant@1", "bee@1"],
      "ant@1": ["x@1"],
      "bee@1": ["x@1 in one"],
      "x@1": ["x@1"],
      "x@1 in one": ["x@1 in two"],
      "x@1 in two": ["x@1 in one"],
    };
    expect(drawClosure(closureOfGraph(lists))).toEqual([
      "ant@1 = ant@1 -> x@1",
      "app@0 = app@0 -> ant@1, bee@1",
      "bee@1 = bee@1 -> x@1",
      "x@1 = x@1 + x@1 in one + x@1 in two -> x@1",
    ]);
  });
});

describe("duplicates stay apart, and the one that is nearer to the target keeps the plain id,", () => {
  test("when their files differ", () => {
    const lists = { "app@0": ["bee@1", "ant@1"], "ant@1": ["ms@1 in ant"], "bee@1": ["ms@1 in bee"] };
    expect(drawClosure(closureOfGraph(lists, ["ms@1 in ant"]))).toEqual([
      "ant@1 = ant@1 -> ms@1",
      "app@0 = app@0 -> ant@1, bee@1",
      "bee@1 = bee@1 -> ms@1#2",
      "ms@1 = ms@1 in ant",
      "ms@1#2 = ms@1 in bee",
    ]);
  });

  test("when one version has two peers", () => {
    // app ─┬─ ant ── form (one) ── react@17
    //      └─ bee ── form (two) ── react@18
    const lists = {
      "app@0": ["ant@1", "bee@1"],
      "ant@1": ["form@1 in one", "react@17"],
      "bee@1": ["form@1 in two", "react@18"],
      "form@1 in one": ["peer react@17"],
      "form@1 in two": ["peer react@18"],
    };
    expect(drawClosure(closureOfGraph(lists))).toEqual([
      "ant@1 = ant@1 -> form@1, react@17",
      "app@0 = app@0 -> ant@1, bee@1",
      "bee@1 = bee@1 -> form@1#2, react@18",
      "form@1 = form@1 in one -> react@17",
      "form@1#2 = form@1 in two -> react@18",
      "react@17 = react@17",
      "react@18 = react@18",
    ]);
  });

  test("when one of them lacks an optional dependency", () => {
    const lists = {
      "app@0": ["ant@1", "bee@1"],
      "ant@1": ["ws@1 in ant"],
      "bee@1": ["ws@1 in bee"],
      "ws@1 in ant": ["optional missing bufferutil"],
      "ws@1 in bee": ["optional bufferutil@1"],
    };
    expect(drawClosure(closureOfGraph(lists))).toEqual([
      "ant@1 = ant@1 -> ws@1",
      "app@0 = app@0 -> ant@1, bee@1",
      "bee@1 = bee@1 -> ws@1#2",
      "bufferutil@1 = bufferutil@1",
      "ws@1 = ws@1 in ant",
      "ws@1#2 = ws@1 in bee -> bufferutil@1",
    ]);
  });

  test("though another package, met later, has the numbered id for a version", () => {
    const lists = {
      "app@0": ["ant@1", "bee@1", "cat@1"],
      "ant@1": ["ms@1 in ant"],
      "bee@1": ["ms@1 in bee"],
      "cat@1": ["odd=ms@1#2"],
    };
    expect(drawClosure(closureOfGraph(lists, ["ms@1 in ant"]))).toEqual([
      "ant@1 = ant@1 -> ms@1",
      "app@0 = app@0 -> ant@1, bee@1, cat@1",
      "bee@1 = bee@1 -> ms@1#3",
      "cat@1 = cat@1 -> odd=ms@1#2",
      "ms@1 = ms@1 in ant",
      "ms@1#2 = ms@1#2",
      "ms@1#3 = ms@1 in bee",
    ]);
  });
});

describe("an instance", () => {
  test("keeps what its edges say, and names only what lies in its own node_modules", () => {
    const graph = graphOf({ "app@0": ["npm@1"], "npm@1": ["optional old=ini@2"] });
    const packages = new Map(
      [...graph.packages].map(([id, installed]) => {
        const bundled = ["node_modules/ms", "node_modules/@npm/arborist/node_modules/ms", "node_modules/@npm/arborist"];
        return [id, id === "npm@1" ? { ...installed, bundled } : installed];
      }),
    );
    const selection = selectPackages({ ...graph, packages }, linuxOptions);
    const bytes = new Map([...selection.packages.keys()].map((id, index) => [id, index + 1]));
    const { instances, target } = productionClosure(selection, { bytes, digests: new Map() });
    expect(target).toBe("app@0");
    expect([...instances.values()].find(({ name }) => name === "npm")).toEqual({
      id: "npm@1",
      name: "npm",
      version: "1",
      packages: ["npm@1"],
      importer: false,
      bytes: 3,
      bundledNames: ["@npm/arborist", "ms"],
      edges: [
        {
          name: "old",
          kind: "optionalDependencies",
          optional: true,
          range: "*",
          declaredIn: "npm/package.json",
          to: "ini@2",
        },
      ],
    });
  });

  test("has to lie beside another where both are for certain platforms and the one is an optional dependency", () => {
    const linux = { os: ["linux"], cpu: ["x64"] };
    const lists = {
      "app@0": ["optional @img/linux@1", "optional @img/vips@1"],
      "@img/linux@1": ["optional @img/vips@1", "optional color@1", "os@1"],
    };
    const manifests = { "app@0": linux, "@img/linux@1": linux, "@img/vips@1": { cpu: ["x64"] }, "os@1": linux };
    const selection = selectPackages(graphOf(lists, { manifests }), linuxOptions);
    const bytes = new Map([...selection.packages.keys()].map((id) => [id, 1]));
    const { instances } = productionClosure(selection, { bytes, digests: new Map() });
    const beside = [...instances.values()].flatMap(({ id, edges }) =>
      edges.filter((edge) => edge.beside).map(({ name }) => `${id} > ${name}`),
    );
    expect(beside).toEqual(["@img/linux@1 > @img/vips"]);
  });

  test("of which nothing was read is a bug with a name", () => {
    const lists = { "app@0": ["ant@1"] };
    const selection = selectPackages(graphOf(lists), linuxOptions);
    expect(() => productionClosure(selection, { bytes: new Map(), digests: new Map() })).toThrow(
      "Nothing is known of app@0",
    );
  });

  test("is not merged on the strength of a digest that was never taken", () => {
    const lists = { "app@0": ["ms@1", "ant@1"], "ant@1": ["ms@1 in ant"] };
    const selection = selectPackages(graphOf(lists), linuxOptions);
    const bytes = new Map([...selection.packages.keys()].map((id) => [id, 1]));
    expect(() => productionClosure(selection, { bytes, digests: new Map() })).toThrow("Nothing is known of ms@1");
  });
});

const arbitraryChoices: fc.Arbitrary<InstallChoices> = fc.record({
  duplicates: fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 20 }),
  leads: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 40 }),
  hidden: fc.array(fc.nat({ max: 1 }), { minLength: 1, maxLength: 20 }),
  places: fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 40 }),
});

/** Where names have one instance each, layouts may hide optional peers. */
const fewVersions = anyClosure.map((closure) => withOneVersionEach(closure, (name) => name > "bee"));
const anyOrFewVersions = fc.oneof(anyClosure, fewVersions);

describe("for every graph", () => {
  test("closure and layout are the same for two install layouts", () => {
    fc.assert(
      fc.property(anyOrFewVersions, arbitraryChoices, arbitraryChoices, (drawing, one, other) => {
        const [first, second] = [one, other].map((choices) => {
          const { selection, contents } = installClosure(drawing, choices);
          const closure = productionClosure(selection, contents);
          return { closure: withoutPackages(closure), layout: drawLayout(planLayout(closure)) };
        });
        expect(second).toEqual(first);
      }),
      { numRuns: 600 },
    );
  });

  test("instances are the classes of the greatest equivalence", () => {
    fc.assert(
      fc.property(anyOrFewVersions, arbitraryChoices, (drawing, choices) => {
        const { selection, contents } = installClosure(drawing, choices);
        const settled = settleOptionalPeers(selection, contents.digests);
        const classes = [...productionClosure(selection, contents).instances.values()].map(({ packages }) => packages);
        expect(classes.toSorted(byFirst)).toEqual(greatestEquivalence(settled, contents.digests).toSorted(byFirst));
      }),
      { numRuns: 500 },
    );
  });
});

function withoutPackages(closure: Closure) {
  return {
    target: closure.target,
    instances: [...closure.instances.values()].map((instance) => ({ ...instance, packages: [] })),
  };
}

function byFirst([a = ""]: readonly string[], [b = ""]: readonly string[]): number {
  return a < b ? -1 : 1;
}

function pair(a: PackageId, b: PackageId): string {
  return `${a} ~ ${b}`;
}

/** By brute force: all pairs that might be equal, without those whose edges differ, until none falls out any more. */
function greatestEquivalence(
  { packages }: Selection,
  digests: ReadonlyMap<PackageId, string>,
): readonly (readonly PackageId[])[] {
  const all = [...packages.values()];
  const looks = (id: PackageId) =>
    `${packages.get(id)?.installed.name} ${packages.get(id)?.installed.version} ${digests.get(id)}`;
  const equal = new Set<string>();
  for (const { installed: a } of all)
    for (const { installed: b } of all) if (looks(a.id) === looks(b.id)) equal.add(pair(a.id, b.id));

  for (let before = -1; before !== equal.size;) {
    before = equal.size;
    for (const a of all) {
      for (const b of all) {
        const agree =
          a.edges.length === b.edges.length &&
          a.edges.every(({ name, to }) =>
            b.edges.some((other) => other.name === name && equal.has(pair(to, other.to))),
          );
        if (!agree) equal.delete(pair(a.installed.id, b.installed.id));
      }
    }
  }
  const ids = [...packages.keys()];
  const classes = ids.map((id) => ids.filter((other) => equal.has(pair(id, other))));
  return classes.filter(([first], index) => first === ids[index]);
}
