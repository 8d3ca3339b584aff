import { expect, test } from "vitest";
import { isExcluded } from "../../src/select/is-excluded.ts";
import { packageOf } from "../../src/select/package-of.ts";
import { excluding, graphOf, linuxOptions } from "../graph-of.ts";

const graph = graphOf({ "app@0": ["ant@1", "old=bee@2", "missing cat"] });

test.each([
  ["no pattern", linuxOptions, []],
  ["a name", excluding("ant"), ["ant"]],
  ["an alias", excluding("old"), ["old"]],
  ["the name behind an alias", excluding("bee"), ["old"]],
  ["what is not installed", excluding("cat"), ["cat"]],
  ["several patterns", excluding("ant", "cat", "dog"), ["ant", "cat"]],
])("%s", (_, options, excluded) => {
  const { edges } = packageOf(graph, graph.target);
  expect(edges.filter((edge) => isExcluded(graph, edge, options)).map(({ name }) => name)).toEqual(excluded);
});
