import { packageLabel } from "@lambda-pack/model";
import type { PackageId } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { isFound, packageOf } from "../../src/select/package-of.ts";
import { graphOf } from "../graph-of.ts";

const graph = graphOf({ "app@0": ["@zoo/ant@1", "optional missing bee"] });

test("a package is found by its id, and one that the graph lacks is a bug with a name", () => {
  expect(packageOf(graph, "@zoo/ant@1" as PackageId).dir).toBe("/repo/@zoo/ant@1");
  expect(() => packageOf(graph, "bee@1" as PackageId)).toThrow(
    "The graph has an edge to bee@1, which it does not hold",
  );
});

test("an edge to what is not installed leads nowhere", () => {
  expect(packageOf(graph, graph.target).edges.map((edge) => isFound(edge))).toEqual([true, false]);
});

test("a label is name and version", () => {
  expect(packageLabel({ name: "@zoo/ant", version: "1.0.0-beta.1" })).toBe("@zoo/ant@1.0.0-beta.1");
});
