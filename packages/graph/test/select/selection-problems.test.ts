import type { Problem } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { selectPackages } from "../../src/select/select-packages.ts";
import type { SelectOptions } from "../../src/select/select-options.ts";
import { excluding, graphOf, linuxOptions } from "../graph-of.ts";
import type { GraphDetails } from "../graph-of.ts";

type Lists = Readonly<Record<string, readonly string[]>>;

/** selectionProblems is asked through selectPackages, which gives it the facts. */
function problemsOf(lists: Lists, details: GraphDetails = {}, options: SelectOptions = linuxOptions) {
  return selectPackages(graphOf(lists, details), options).problems;
}

test("a graph in which nothing is odd has no problems", () => {
  expect(
    problemsOf({ "app@0": ["ant@1", "optional bee@1"], "ant@1": ["peer bee@1", "optional-peer missing cat"] }),
  ).toEqual([]);
});

describe("a missing peer", () => {
  test("names every package of the workspace that could provide it, and nobody where only third parties do", () => {
    const lists = { "app@0": ["shared@1", "ant@1"], "shared@1": ["ant@1"], "ant@1": ["bee@1", "peer missing react"] };
    const importers = ["shared@1"];
    expect(problemsOf(lists, { importers })).toMatchObject([{ usedIn: ["app/package.json", "shared/package.json"] }]);
    const deep = problemsOf({ "app@0": ["ant@1"], "ant@1": ["bee@1"], "bee@1": ["peer missing react"] });
    expect(deep).toMatchObject([{ kind: "missing-peer", package: "bee@1" }]);
    expect(deep[0]).not.toHaveProperty("usedIn");
  });

  test("is a problem that names who declares it", () => {
    expect(problemsOf({ "app@0": ["ant@1"], "ant@1": ["peer missing react"] })).toEqual([
      {
        kind: "missing-peer",
        package: "ant@1",
        name: "react",
        range: "^1.0.0",
        declaredIn: "ant/package.json",
        usedIn: ["app/package.json"],
      },
    ]);
  });

  test("is none when it is optional, and another one when it is excluded", () => {
    const lists = { "app@0": ["peer missing react", "optional-peer missing vue"] };
    expect(problemsOf(lists, {}, excluding("react"))).toEqual([
      { kind: "excluded-but-needed", package: "app@0", excluded: "react", declaredIn: "app/package.json" },
    ]);
  });
});

describe("a missing optional dependency", () => {
  test("is a problem where its name says that it is made for the function's platform", () => {
    const lists = {
      "app@0": ["sharp@1"],
      "sharp@1": [
        "optional missing @img/sharp-linux-x64",
        "optional missing @img/sharp-linuxmusl-x64",
        "optional missing @img/sharp-darwin-arm64",
        "optional missing nan",
      ],
    };
    expect(problemsOf(lists)).toEqual([missing("@img/sharp-linux-x64")]);
  });

  test("is a problem where the lockfile says so, whatever the name says", () => {
    const lists = {
      "app@0": ["sharp@1"],
      "sharp@1": ["optional missing binary", "optional missing @img/sharp-linux-x64"],
    };
    const edges = {
      "sharp@1 > binary": { locked: { os: ["linux"], cpu: ["x64"], libc: [] } },
      "sharp@1 > @img/sharp-linux-x64": { locked: { os: ["linux"], cpu: ["arm64"], libc: [] } },
    };
    expect(problemsOf(lists, { edges })).toEqual([missing("binary")]);
  });

  test("is none where the lockfile says nothing of libc and the name says that it is another one", () => {
    const lists = { "app@0": ["sharp@1"], "sharp@1": ["optional missing @img/sharp-linuxmusl-x64"] };
    const edges = { "sharp@1 > @img/sharp-linuxmusl-x64": { locked: { os: ["linux"], cpu: ["x64"], libc: [] } } };
    expect(problemsOf(lists, { edges })).toEqual([]);
  });

  test("is told where it is found above the root, and nothing is said of one that is simply absent", () => {
    const lists = { "app@0": ["optional missing bufferutil", "optional missing nan"] };
    const edges = { "app@0 > bufferutil": { aboveRoot: "/home/ada/node_modules/bufferutil" } };
    expect(problemsOf(lists, { edges })).toEqual([
      {
        kind: "found-above-root",
        name: "bufferutil",
        path: "/home/ada/node_modules/bufferutil",
        declaredIn: "app/package.json",
      },
    ]);
  });
});

test("an optional package that lacks a required dependency is told to be incomplete", () => {
  expect(problemsOf({ "app@0": ["optional ant@1"], "ant@1": ["missing ms"] })).toEqual([
    { kind: "optional-incomplete", package: "ant@1", name: "ms", range: "^1.0.0", declaredIn: "ant/package.json" },
  ]);
});

describe("a required package for another platform", () => {
  const manifests = { "mac@1": { os: ["darwin"] } };

  test("is a problem that names who requires it", () => {
    expect(problemsOf({ "app@0": ["mac@1"] }, { manifests })).toEqual([
      { kind: "platform-mismatch", package: "mac@1", platform: "linux x64 glibc", declaredIn: "app/package.json" },
    ]);
  });

  test("is none where only an optional package requires it", () => {
    expect(problemsOf({ "app@0": ["optional ant@1"], "ant@1": ["mac@1"] }, { manifests })).toEqual([]);
  });

  test("is none where it is optional and left out", () => {
    expect(problemsOf({ "app@0": ["optional mac@1"] }, { manifests })).toEqual([]);
  });
});

test("the graph's own problems come first, and only those about the selection", () => {
  const unnamed: Problem = { kind: "found-above-root", name: "x", path: "/x", declaredIn: "app/package.json" };
  const lists = { "app@0": ["ant@1", "peer missing react"], "jest@29": [] };
  const problems = [about("jest@29"), about("ant@1"), unnamed];
  expect(problemsOf(lists, { problems })).toEqual([
    about("ant@1"),
    unnamed,
    {
      kind: "missing-peer",
      package: "app@0",
      name: "react",
      range: "^1.0.0",
      declaredIn: "app/package.json",
      ofTarget: true,
    },
  ]);
});

test("of several packages with one cause, those of the selection are named", () => {
  const lists = { "app@0": ["ant@1", "bee@1"], "ant@1": [], "bee@1": [] };
  const of = (problem: Problem) => problemsOf(lists, { problems: [problem] });
  expect(of(aboutSeveral("aunt@1", ["ant@1", "bee@1", "jest@29"]))).toEqual([aboutSeveral("ant@1", ["bee@1"])]);
  expect(of(aboutSeveral("bee@1", ["jest@29"]))).toEqual([aboutSeveral("bee@1", [])]);
  expect(of(aboutSeveral("jest@29", ["mocha@1"]))).toEqual([]);
});

function missing(name: string): Problem {
  return {
    kind: "missing-platform-package",
    package: "sharp@1",
    name,
    range: "^1.0.0",
    declaredIn: "sharp/package.json",
    platform: "linux x64 glibc",
    install: "npm install --os=linux --cpu=x64",
  };
}

function about(name: string): Problem {
  return { kind: "outside-workspace", package: name, path: "/elsewhere" };
}

function aboutSeveral(name: string, others: readonly string[]): Problem {
  return {
    kind: "outside-workspace",
    package: name,
    path: "/elsewhere",
    link: "node_modules",
    ...(others.length > 0 ? { others } : {}),
  };
}
