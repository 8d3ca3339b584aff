import { describe, expect, test } from "vitest";
import { selectPackages } from "../../src/select/select-packages.ts";
import { excluding, graphOf } from "../graph-of.ts";

/** exclusionProblems is asked through selectPackages, which gives it the selection. */
function problemsOf(lists: Readonly<Record<string, readonly string[]>>, ...excluded: readonly string[]) {
  return selectPackages(graphOf(lists), excluding(...excluded)).problems;
}

describe("who still asks for what is excluded", () => {
  test("is told for each dependent", () => {
    expect(problemsOf({ "app@0": ["aws@3", "ant@1"], "ant@1": ["aws@3"] }, "aws")).toEqual([
      { kind: "excluded-but-needed", package: "ant@1", excluded: "aws", declaredIn: "ant/package.json" },
      { kind: "excluded-but-needed", package: "app@0", excluded: "aws", declaredIn: "app/package.json" },
    ]);
  });

  test("is not told of optional dependencies and optional peers", () => {
    expect(problemsOf({ "app@0": ["optional aws@3", "optional-peer ant@1"] }, "aws", "ant")).toEqual([]);
  });
});

describe("what stays", () => {
  test("is told with all who need it", () => {
    // app ─┬─ aws ─┬─ uuid
    //      │       └─ tslib
    //      └─ ant, bee ── uuid
    const lists = {
      "app@0": ["optional aws@3", "bee@1", "ant@1"],
      "aws@3": ["uuid@9", "tslib@2"],
      "ant@1": ["uuid@9"],
      "bee@1": ["uuid@9"],
    };
    expect(problemsOf(lists, "aws")).toEqual([
      { kind: "excluded-kept", package: "uuid@9", excluded: "aws@3", dependents: ["ant@1", "bee@1"] },
    ]);
  });

  test("is the package itself where only an alias of it is excluded", () => {
    const lists = { "app@0": ["optional old=aws@2", "ant@1"], "ant@1": ["aws@2"], "aws@2": ["uuid@9"] };
    expect(problemsOf(lists, "old")).toEqual([
      { kind: "excluded-kept", package: "aws@2", excluded: "old", dependents: ["ant@1"] },
    ]);
  });

  test("is not the target", () => {
    expect(problemsOf({ "app@0": ["optional ant@1"], "ant@1": ["peer app@0"] }, "ant")).toEqual([]);
  });
});

describe("a pattern that fits nothing", () => {
  test("is told", () => {
    expect(problemsOf({ "app@0": ["ant@1"] }, "awssdk")).toEqual([
      { kind: "unused-pattern", package: "app@0", pattern: "awssdk" },
    ]);
  });

  test("is none that names what only another excluded package needs, or what is not installed", () => {
    const lists = { "app@0": ["optional aws@3", "optional missing nan"], "aws@3": ["smithy@1"] };
    expect(problemsOf(lists, "aws", "smithy", "nan")).toEqual([]);
  });

  test("is none that names a package behind an alias", () => {
    expect(problemsOf({ "app@0": ["optional old=aws@2"] }, "aws")).toEqual([]);
  });
});
