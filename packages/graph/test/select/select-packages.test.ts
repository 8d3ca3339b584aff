import type { Graph, PackageId, Selection } from "@lambda-pack/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { selectPackages } from "../../src/select/select-packages.ts";
import type { SelectOptions } from "../../src/select/select-options.ts";
import { excluding, graphOf, linuxOptions } from "../graph-of.ts";

/** One line for each package: its id and what its edges lead to. */
function drawSelection({ packages }: Selection): readonly string[] {
  return [...packages].map(([id, { edges }]) =>
    `${id} -> ${edges.map(({ to }) => to).join(", ")}`.replace(/ -> $/u, ""),
  );
}

function selected(lists: Readonly<Record<string, readonly string[]>>, options: SelectOptions = linuxOptions) {
  return drawSelection(selectPackages(graphOf(lists), options));
}

const needsDarwin = { os: ["darwin"] };

describe("what is selected", () => {
  test("a target without dependencies is alone", () => {
    expect(selected({ "app@0": [] })).toEqual(["app@0"]);
  });

  test("packages that nothing reaches from the target stay out, whatever else is installed", () => {
    expect(selected({ "app@0": ["ant@1"], "jest@29": ["ant@1", "chalk@4"] })).toEqual(["ant@1", "app@0 -> ant@1"]);
  });

  test("required, optional and peer dependencies are followed", () => {
    expect(selected({ "app@0": ["ant@1", "optional bee@1", "peer cat@1"], "bee@1": ["dog@1"] })).toEqual([
      "ant@1",
      "app@0 -> ant@1, bee@1, cat@1",
      "bee@1 -> dog@1",
      "cat@1",
      "dog@1",
    ]);
  });

  test("an optional peer brings nothing in", () => {
    expect(selected({ "app@0": ["knex@1"], "knex@1": ["optional-peer mysql@2"] })).toEqual([
      "app@0 -> knex@1",
      "knex@1",
    ]);
  });

  test("an optional peer counts when something else brings its package in", () => {
    expect(selected({ "app@0": ["knex@1", "mysql@2"], "knex@1": ["optional-peer mysql@2"] })).toEqual([
      "app@0 -> knex@1, mysql@2",
      "knex@1 -> mysql@2",
      "mysql@2",
    ]);
  });

  test("a peer that the target or a sibling provides leads to it", () => {
    expect(selected({ "app@0": ["plugin@1"], "plugin@1": ["peer app@0"] })).toEqual([
      "app@0 -> plugin@1",
      "plugin@1 -> app@0",
    ]);
  });

  test("missing optional dependencies and missing peers leave no edge", () => {
    const lists = { "app@0": ["optional missing fsevents", "peer missing react", "optional-peer missing vue"] };
    expect(selected(lists)).toEqual(["app@0"]);
  });

  test("an optional package for another platform stays out, with all that only it needs", () => {
    const graph = graphOf(
      { "app@0": ["optional fsevents@2", "ms@1"], "fsevents@2": ["nan@2", "ms@1"] },
      { manifests: { "fsevents@2": needsDarwin } },
    );
    expect(drawSelection(selectPackages(graph, linuxOptions))).toEqual(["app@0 -> ms@1", "ms@1"]);
  });

  test("a required package for another platform is packed", () => {
    const graph = graphOf({ "app@0": ["fsevents@2"] }, { manifests: { "fsevents@2": needsDarwin } });
    expect(drawSelection(selectPackages(graph, linuxOptions))).toEqual(["app@0 -> fsevents@2", "fsevents@2"]);
  });

  test("of several platforms that are installed only the function's stays", () => {
    const graph = graphOf(
      { "app@0": ["sharp@1"], "sharp@1": ["optional linux-gnu@1", "optional linux-musl@1", "optional mac@1"] },
      {
        manifests: {
          "linux-gnu@1": { os: ["linux"], cpu: ["x64"], libc: ["glibc"] },
          "linux-musl@1": { os: ["linux"], cpu: ["x64"], libc: ["musl"] },
          "mac@1": needsDarwin,
        },
      },
    );
    expect(drawSelection(selectPackages(graph, linuxOptions))).toEqual([
      "app@0 -> sharp@1",
      "linux-gnu@1",
      "sharp@1 -> linux-gnu@1",
    ]);
  });

  test("dependencies in a circle and on itself are walked once", () => {
    const lists = { "app@0": ["ant@1"], "ant@1": ["bee@1", "ant@1"], "bee@1": ["ant@1", "app@0"] };
    expect(selected(lists)).toEqual(["ant@1 -> ant@1, bee@1", "app@0 -> ant@1", "bee@1 -> ant@1, app@0"]);
  });

  test("two copies of one version are two packages", () => {
    expect(selected({ "app@0": ["ant@1", "ms@1"], "ant@1": ["ms@1 in ant"] })).toEqual([
      "ant@1 -> ms@1 in ant",
      "app@0 -> ant@1, ms@1",
      "ms@1",
      "ms@1 in ant",
    ]);
  });

  test("a chain of 20,000 packages does not overflow the stack", () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `link-${String(index).padStart(5, "0")}@1`);
    const lists = Object.fromEntries(ids.map((id, index) => [id, ids.slice(index + 1, index + 2)]));
    const { packages } = selectPackages(graphOf({ "app@0": ids.slice(0, 1), ...lists }), linuxOptions);
    expect([...packages.keys()]).toEqual(["app@0", ...ids]);
  });
});

describe("excluding a package", () => {
  test("severs its edges and what only it needs, and keeps what others reach", () => {
    // app ─┬─ aws ─┬─ smithy ── tslib
    //      │       └─ uuid
    //      └─ ant ── uuid
    const lists = {
      "app@0": ["aws@3", "ant@1"],
      "aws@3": ["smithy@1", "uuid@9"],
      "smithy@1": ["tslib@2"],
      "ant@1": ["uuid@9"],
    };
    expect(selected(lists, excluding("aws"))).toEqual(["ant@1 -> uuid@9", "app@0 -> ant@1", "uuid@9"]);
  });

  test("severs it everywhere, by its real name under an alias, too", () => {
    const lists = { "app@0": ["old=aws@2", "ant@1"], "ant@1": ["aws@2"] };
    expect(selected(lists, excluding("aws"))).toEqual(["ant@1", "app@0 -> ant@1"]);
  });

  test("by an alias severs only that edge", () => {
    const lists = { "app@0": ["old=aws@2", "ant@1"], "ant@1": ["aws@2"] };
    expect(selected(lists, excluding("old"))).toEqual(["ant@1 -> aws@2", "app@0 -> ant@1", "aws@2"]);
  });

  test("makes it no fault that it is not installed", () => {
    expect(selected({ "app@0": ["missing aws-sdk"] }, excluding("aws-sdk"))).toEqual(["app@0"]);
  });
});

describe("what is required and missing throws", () => {
  test("below a required package", () => {
    expect(() => selected({ "app@0": ["ant@1"], "ant@1": ["missing ms"] })).toThrow(
      "ms@^1.0.0, required by ant/package.json, is not installed.",
    );
  });

  test("but not below an optional one", () => {
    expect(selected({ "app@0": ["optional ant@1"], "ant@1": ["missing ms"] })).toEqual(["ant@1", "app@0 -> ant@1"]);
  });

  test("below an optional one that something requires", () => {
    const lists = { "app@0": ["optional ant@1", "bee@1"], "bee@1": ["ant@1"], "ant@1": ["missing ms"] };
    expect(() => selected(lists)).toThrow("ms@^1.0.0, required by ant/package.json, is not installed.");
  });

  test("an edge to what the graph lacks is a bug with a name", () => {
    const graph = graphOf({ "app@0": ["ant@1"] });
    const packages = new Map([...graph.packages].filter(([id]) => id !== "ant@1"));
    expect(() => selectPackages({ ...graph, packages }, linuxOptions)).toThrow(
      "The graph has an edge to ant@1, which it does not hold",
    );
  });
});

const names = ["ant", "bee", "cat", "dog", "@zoo/emu"];
const ids = names.flatMap((name) => [`${name}@1`, `${name}@2`]);
const arbitraryEdges = fc
  .array(
    fc.tuple(
      fc.constantFrom("", "", "", "optional ", "peer ", "optional-peer "),
      fc.constantFrom("", "", "", "fox=", "cat="),
      fc.constantFrom("app@0", ...ids),
    ),
    { maxLength: 4 },
  )
  .map((edges) => {
    const byName = edges.map(
      ([kind, alias, to]) => [alias || to.slice(0, to.indexOf("@", 1)), kind + alias + to] as const,
    );
    return [...new Map(byName.map(([name, text]) => [name.replace("=", ""), text])).values()];
  });
const arbitraryGraph = fc
  .tuple(...["app@0", ...ids].map((id) => arbitraryEdges.map((edges) => [id, edges] as const)))
  .map((lists) => graphOf(Object.fromEntries(lists), { manifests: { "dog@1": needsDarwin, "ant@2": needsDarwin } }));

describe("for every graph the selection", () => {
  test("is closed: every edge leads to a member", () => {
    fc.assert(
      fc.property(arbitraryGraph, fc.subarray(names), (graph, excluded) => {
        const { packages } = selectPackages(graph, excluding(...excluded));
        const leads = [...packages.values()].flatMap(({ edges }) => edges.map(({ to }) => to));
        expect(leads.filter((to) => !packages.has(to))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("is minimal: every member is reached without an optional peer", () => {
    fc.assert(
      fc.property(arbitraryGraph, fc.subarray(names), (graph, excluded) => {
        const { packages, target } = selectPackages(graph, excluding(...excluded));
        const reached = new Set([target]);
        for (const id of reached) {
          for (const { to, kind, optional } of packages.get(id)?.edges ?? []) {
            if (!optional || kind !== "peerDependencies") reached.add(to);
          }
        }
        expect([...packages.keys()]).toEqual([...reached].toSorted());
      }),
      { numRuns: 1000 },
    );
  });

  test("loses nothing that it must hold: whoever is a member has all its required, installed dependencies", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const { packages } = selectPackages(graph, linuxOptions);
        const needed = [...packages.values()].flatMap(({ installed }) =>
          installed.edges.flatMap(({ to, optional }) => (optional || to === undefined ? [] : to)),
        );
        expect(needed.filter((id) => !packages.has(id))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("never grows when more is excluded", () => {
    fc.assert(
      fc.property(arbitraryGraph, fc.subarray(names), fc.constantFrom(...names), (graph, excluded, another) => {
        const before = selectPackages(graph, excluding(...excluded)).packages;
        const after = selectPackages(graph, excluding(...excluded, another)).packages;
        expect([...after.keys()].filter((id) => !before.has(id))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("does not depend on the order of packages and edges", () => {
    const shuffledGraph = arbitraryGraph.chain((graph) => {
      const entries = [...graph.packages].map(([id, installed]) =>
        fc
          .shuffledSubarray([...installed.edges], { minLength: installed.edges.length })
          .map((edges): [PackageId, typeof installed] => [id, { ...installed, edges }]),
      );
      const packages = fc
        .tuple(...entries)
        .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }))
        .map((all) => new Map(all));
      return packages.map((shuffled): [Graph, Graph] => [graph, { ...graph, packages: shuffled }]);
    });
    fc.assert(
      fc.property(shuffledGraph, ([graph, shuffled]) => {
        const [expected, found] = [graph, shuffled].map((one) => {
          const { packages, problems } = selectPackages(one, linuxOptions);
          return { edges: [...packages].map(([id, { edges }]) => [id, edges]), problems: new Set(problems) };
        });
        expect(found).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
