import { expect, test } from "vitest";
import { findPeerDifferences } from "../../src/closure/find-peer-differences.ts";
import { closureOf } from "../closure-of.ts";

const kind = "peer-differs";

test("a peer that leads elsewhere than the importer's own dependency is named with both", () => {
  // app ─┬─ react@17
  //      └─ form ── react@18 (peer)
  const lists = { "app@0": ["form@1", "react@17"], "form@1": ["peer react@18"] };
  expect(findPeerDifferences(closureOf(lists))).toEqual([
    { kind, package: "form@1", name: "react", found: "react@18", expected: "react@17", importer: "app@0" },
  ]);
});

test("a peer that is the importer's own dependency, or that the importer does not have, is none", () => {
  const lists = {
    "app@0": ["form@1", "react@17", "router@1"],
    "form@1": ["peer react@17"],
    "router@1": ["peer history@5"],
  };
  expect(findPeerDifferences(closureOf(lists))).toEqual([]);
});

test("optional peers and the importer's own peers count, dependencies of the used package do not", () => {
  const lists = {
    "app@0": ["knex@1", "peer mysql@2", "semver@7"],
    "knex@1": ["optional-peer mysql@1", "semver@5"],
  };
  expect(findPeerDifferences(closureOf(lists))).toEqual([
    { kind, package: "knex@1", name: "mysql", found: "mysql@1", expected: "mysql@2", importer: "app@0" },
  ]);
});

test("every importer is asked, and no other package", () => {
  const lists = {
    "app@0": ["shared@1", "ant@1"],
    "shared@1": ["form@1", "react@18"],
    "ant@1": ["form@1", "react@16"],
    "form@1": ["peer react@17"],
  };
  expect(findPeerDifferences(closureOf(lists, { importers: ["shared@1"] }))).toEqual([
    { kind, package: "form@1", name: "react", found: "react@17", expected: "react@18", importer: "shared@1" },
  ]);
});

test("two of one version are told apart, and a package that is used under two names is named once", () => {
  const lists = { "app@0": ["form@1", "old-form=form@1", "react@18"], "form@1": ["peer react=react@18#2"] };
  expect(findPeerDifferences(closureOf(lists))).toEqual([
    { kind, package: "form@1", name: "react", found: "react@18#2", expected: "react@18", importer: "app@0" },
  ]);
});

test("several come in the order of importers, of what they use and of peers", () => {
  const lists = {
    "web@0": ["api@1", "form@1", "react-dom@18", "react@18"],
    "api@1": ["form@1", "react@18"],
    "form@1": ["peer react@17", "peer react-dom@17"],
  };
  const found = findPeerDifferences(closureOf(lists, { importers: ["api@1"] }));
  expect(found.map((problem) => problem.kind === kind && `${problem.importer} ${problem.name}`)).toEqual([
    "api@1 react",
    "web@0 react",
    "web@0 react-dom",
  ]);
});
