import { expect, test } from "vitest";
import { parseEdge } from "../src/graphs/parse-edge.ts";

const dependency = { kind: "dependencies", optional: false, isMissing: false };

test.each([
  ["a@1", { ...dependency, name: "a", to: "a@1" }],
  ["@scope/a@1", { ...dependency, name: "@scope/a", to: "@scope/a@1" }],
  ["alias=b@2 ^2.0.0 || 3", { ...dependency, name: "alias", to: "b@2", rest: "^2.0.0 || 3" }],
  ["optional c@1", { ...dependency, kind: "optionalDependencies", optional: true, name: "c", to: "c@1" }],
  [
    "beside alias=d@1",
    { ...dependency, kind: "optionalDependencies", optional: true, beside: true, name: "alias", to: "d@1" },
  ],
  ["peer e@1 in place", { ...dependency, kind: "peerDependencies", name: "e", to: "e@1", rest: "in place" }],
  [
    "optional-peer missing f",
    { kind: "peerDependencies", optional: true, isMissing: true, name: "f", to: "f", rest: undefined },
  ],
  ["missing g", { ...dependency, isMissing: true, name: "g", to: "g" }],
])("%s is an edge", (text, edge) => {
  expect(parseEdge(text)).toEqual(edge);
});

test.each(["", "a", "needed a@1", "peer a"])("%j is none", (text) => {
  expect(() => parseEdge(text)).toThrow(`${text} is no edge`);
});
