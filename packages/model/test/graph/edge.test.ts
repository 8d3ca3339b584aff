import { expect, test } from "vitest";
import { isOptionalPeer, withoutOptionalPeers } from "../../src/graph/edge.ts";

test.each([
  ["dependencies", false, true],
  ["dependencies", true, true],
  ["optionalDependencies", true, true],
  ["bundledDependencies", false, true],
  ["peerDependencies", false, true],
  ["peerDependencies", true, false],
] as const)("an edge of %s, optional: %s, pulls in: %s", (kind, optional, pulls) => {
  const edge = { kind, optional };
  expect(isOptionalPeer(edge)).toBe(!pulls);
  expect(withoutOptionalPeers([edge])).toEqual(pulls ? [edge] : []);
});
