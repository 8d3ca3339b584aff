import type { Bundle, InstanceId } from "@lambda-pack/model";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { retainedPackages, retainedSizes } from "../../src/list/retained-sizes.ts";
import { anyBundle } from "../any-bundle.ts";
import { bundleOf } from "@lambda-pack/test-support/bundles/bundle-of";

function retainedBytes(bundle: Bundle): ReadonlyMap<InstanceId, number> {
  return new Map([...retainedSizes(bundle)].map(([id, { bytes }]) => [id, bytes]));
}

test("a package retains itself and what is there only because of it", () => {
  // app ─┬─ knex ─┬─ mysql ── long
  //      │        └─ lodash
  //      └─ shared ── lodash
  const bundle = bundleOf({
    "app@0": ["knex@1", "shared@1"],
    "knex@1": ["mysql@2", "lodash@4"],
    "mysql@2": ["long@1"],
    "shared@1": ["lodash@4"],
  });
  expect(Object.fromEntries(retainedBytes(bundle))).toEqual({
    "app@0": 600,
    "knex@1": 300,
    "lodash@4": 100,
    "long@1": 100,
    "mysql@2": 200,
    "shared@1": 100,
  });
  expect(retainedPackages(bundle, "knex@1" as InstanceId)).toEqual(["long@1", "mysql@2"]);
});

test("all copies count, and in a zip the zipped bytes too", () => {
  const bundle = bundleOf(
    { "app@0": ["ant@1", "semver@5"], "ant@1": ["semver@7"] },
    {
      origin: "zip",
      bytes: { "semver@7": 7 },
      places: {
        "node_modules/ant": "ant@1",
        "node_modules/ant/node_modules/semver": "semver@7",
        "node_modules/bee/node_modules/semver": "semver@7",
        "node_modules/semver": "semver@5",
      },
    },
  );
  expect(retainedSizes(bundle).get("ant@1" as InstanceId)).toEqual({ bytes: 114, zippedBytes: 120 });
});

test("an optional peer retains nothing, and an extraneous package retains itself alone", () => {
  // app ── knex ┄┄ mysql ── long
  const bundle = bundleOf({ "app@0": ["knex@1"], "knex@1": ["optional-peer mysql@2"], "mysql@2": ["long@1"] });
  expect(Object.fromEntries(retainedBytes(bundle))).toEqual({
    "app@0": 200,
    "knex@1": 100,
    "long@1": 100,
    "mysql@2": 100,
  });
});

test("retained packages are ordered by size, then by id", () => {
  const bytes = { "ant@1": 5, "bee@1": 9, "cat@1": 5 };
  const bundle = bundleOf({ "app@0": ["zoo@1"], "zoo@1": ["cat@1", "bee@1", "ant@1"] }, { bytes });
  expect(retainedPackages(bundle, "zoo@1" as InstanceId)).toEqual(["bee@1", "ant@1", "cat@1"]);
});

test("in every graph that is what is not reached any more without the package", () => {
  fc.assert(
    fc.property(anyBundle, (bundle) => {
      const bytes = retainedBytes(bundle);
      const all = reached(bundle);
      for (const { id, bytes: own } of bundle.packages.values()) {
        const without = reached(bundle, id);
        const gone = [...bundle.packages.keys()].filter((each) => all.has(each) && !without.has(each) && each !== id);
        expect([...retainedPackages(bundle, id)].toSorted()).toEqual(all.has(id) ? gone : []);
        const sum = gone.reduce((total, each) => total + (bundle.packages.get(each)?.bytes ?? 0), own);
        expect(bytes.get(id)).toBe(all.has(id) ? sum : own);
      }
    }),
    { numRuns: 500 },
  );
});

test("a chain of 20,000 packages does not overflow the stack, and a ladder of cycles takes no time", () => {
  const chain = bundleOf(
    Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`p${index}@1`, [`p${index + 1}@1`]])),
  );
  expect(retainedBytes(chain).get("p1@1" as InstanceId)).toBe(2_000_000);
  // Each rung leads to the next one and back.
  const rungs = Array.from({ length: 5000 }, (_, index): [string, string[]] => [
    `p${index}@1`,
    [`p${Math.max(index - 1, 0)}@1`, `p${(index * 7) % 5000}@1`, `p${Math.min(index + 1, 4999)}@1`].filter(
      (to, at, all) => all.indexOf(to) === at,
    ),
  ]);
  expect(retainedBytes(bundleOf(Object.fromEntries(rungs))).get("p0@1" as InstanceId)).toBe(500_000);
});

function reached({ target, packages }: Bundle, without?: InstanceId): ReadonlySet<InstanceId> {
  const members = new Set(target === without ? [] : [target]);
  for (const id of members) {
    for (const { to, kind, optional } of packages.get(id)?.edges ?? []) {
      if (to !== without && !(kind === "peerDependencies" && optional)) members.add(to);
    }
  }
  return members;
}
