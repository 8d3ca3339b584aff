import { byCodeUnit } from "@lambda-pack/model";
import type { Bundle, InstanceId } from "@lambda-pack/model";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findPaths } from "../../src/explain/find-paths.ts";
import type { DependencyPath } from "../../src/explain/find-paths.ts";
import { anyBundle } from "../any-bundle.ts";
import { bundleOf } from "@lambda-pack/test-support/bundles/bundle-of";

function draw(path: DependencyPath): string {
  return path.map(({ from, edge }) => `${from} ${edge.name}>`).join(" ");
}

test("paths come shortest first, equals by the names along them, and the rest is counted", () => {
  // app ─┬─ ant ── bee ── dog
  //      ├─ bee
  //      ├─ cat ── dog
  //      └─ dog
  const bundle = bundleOf({
    "app@0": ["ant@1", "bee@1", "cat@1", "dog@1"],
    "ant@1": ["bee@1"],
    "bee@1": ["dog@1"],
    "cat@1": ["dog@1"],
  });
  const { paths, more } = findPaths(bundle, "dog@1" as InstanceId, 3);
  expect(paths.map(draw)).toEqual(["app@0 dog>", "app@0 bee> bee@1 dog>", "app@0 cat> cat@1 dog>"]);
  expect(more).toEqual({ atLeast: 1, exact: true });
  const all = findPaths(bundle, "dog@1" as InstanceId, 9);
  expect(all.paths.map(draw).at(-1)).toBe("app@0 ant> ant@1 bee> bee@1 dog>");
  expect(all.more).toEqual({ atLeast: 0, exact: true });
});

test("two names for one package are two paths, and an optional peer is none", () => {
  const bundle = bundleOf({
    "app@0": ["padding=left-pad@1", "left-pad@1", "ant@1"],
    "ant@1": ["optional-peer left-pad@1"],
  });
  const { paths } = findPaths(bundle, "left-pad@1" as InstanceId, 5);
  expect(paths.map(draw)).toEqual(["app@0 left-pad>", "app@0 padding>"]);
});

test("to the target itself there is one path without a step; to an extraneous package there is none", () => {
  const bundle = bundleOf({ "app@0": ["ant@1"], "ant@1": ["app@0"], "zoo@1": ["ant@1"] });
  expect(findPaths(bundle, "app@0" as InstanceId, 5)).toEqual({ paths: [[]], more: { atLeast: 0, exact: true } });
  expect(findPaths(bundle, "app@0" as InstanceId, 1)).toEqual({ paths: [[]], more: { atLeast: 0, exact: true } });
  expect(findPaths(bundle, "zoo@1" as InstanceId, 5)).toEqual({ paths: [], more: { atLeast: 0, exact: true } });
});

test("in every graph they are all that there are, in their order", () => {
  fc.assert(
    fc.property(anyBundle, fc.integer({ min: 1, max: 6 }), (bundle, limit) => {
      for (const goal of bundle.packages.keys()) {
        const all = allPaths(bundle, goal);
        const { paths, more } = findPaths(bundle, goal, limit);
        expect(paths.map(draw)).toEqual(all.slice(0, limit).map(draw));
        expect(more).toEqual({ atLeast: Math.max(0, all.length - limit), exact: true });
      }
    }),
    { numRuns: 100 },
  );
});

test("where all lead to all there are more paths than can be counted, and the shortest come at once", () => {
  const ids = Array.from({ length: 60 }, (_, index) => `p${String(index).padStart(2, "0")}@1`);
  const bundle = bundleOf(Object.fromEntries(ids.map((id) => [id, ids])));
  const { paths, more } = findPaths(bundle, "p59@1" as InstanceId, 100);
  expect(paths.map((path) => path.length)).toEqual([1, ...Array<number>(58).fill(2), ...Array<number>(41).fill(3)]);
  expect(more.exact).toBe(false);
  expect(more.atLeast).toBeGreaterThan(1000);
});

test("a path through 3,000 packages does not overflow the stack", () => {
  const chain = Array.from({ length: 3000 }, (_, index): [string, string[]] => [`p${index}@1`, [`p${index + 1}@1`]]);
  const { paths } = findPaths(bundleOf(Object.fromEntries(chain)), "p3000@1" as InstanceId, 5);
  expect(paths.map((path) => path.length)).toEqual([3000]);
});

/** By trying every path there is. */
function allPaths({ target, packages }: Bundle, goal: InstanceId): readonly DependencyPath[] {
  const found: DependencyPath[] = [];
  const walk = (at: InstanceId, path: DependencyPath) => {
    if (at === goal) {
      found.push(path);
      return;
    }
    for (const edge of packages.get(at)?.edges ?? []) {
      const isMet = edge.to === target || path.some((step) => step.edge.to === edge.to);
      if (!isMet && !(edge.kind === "peerDependencies" && edge.optional)) walk(edge.to, [...path, { from: at, edge }]);
    }
  };
  walk(target, []);
  return found.toSorted((a, b) => a.length - b.length || byCodeUnit(namesOf(a), namesOf(b)));
}

function namesOf(path: DependencyPath): string {
  return path.map(({ edge }) => edge.name).join("\0");
}
