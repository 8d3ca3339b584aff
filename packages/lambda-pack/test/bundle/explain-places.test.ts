import { planLayout } from "@lambda-pack/graph";
import { explain } from "@lambda-pack/inspect";
import type { PlaceReason } from "@lambda-pack/inspect";
import type { Closure, StagedEntry } from "@lambda-pack/model";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anyClosure } from "../../../graph/test/arbitrary-closure.ts";
import { bundleOfPlan } from "../../src/plan/bundle-of-plan.ts";

/** Every reason for every place of the bundle that is planned for the closure. */
function reasonsIn(drawn: Closure) {
  // What travels in a package's own folder is no package of the bundle, so that no reason can name it.
  const instances = [...drawn.instances].map(([id, one]) => [id, { ...one, bundledNames: [] }] as const);
  const closure: Closure = { ...drawn, instances: new Map(instances) };
  const layout = planLayout(closure);
  const entries = [...layout.placements.values()].flatMap((placement): StagedEntry[] =>
    placement.kind === "link" ? [{ kind: "link", path: placement.path, target: placement.target }] : [],
  );
  const plan = { closure, layout, filesOf: noFiles, staging: { entries, bytes: 0 }, problems: [] };
  const bundle = bundleOfPlan(plan, { label: "app", prefix: "" });
  return [...closure.instances.keys()].flatMap(
    (id) => explain(bundle, id, { allows: () => undefined }).packages[0]?.places ?? [],
  );
}

function noFiles() {
  return { files: [], bytes: 0 };
}

/** What is wrong with a reason, as far as the other reasons show. */
function faultOf(reason: PlaceReason, all: readonly PlaceReason[]): string | undefined {
  const { why, path, usedBy } = reason;
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  const alike = all.filter((each) => each.path.endsWith(`node_modules/${name}`)).length;
  if (why === "outside" || why === "repeated" || why === "beside") return `${path} is ${why}`;
  if (why !== "target" && usedBy.length === 0) return `no package finds ${path}`;
  if (why === "conflict" && reason.with.usedBy.length === 0) return `${path} conflicts with what no package finds`;
  if (why === "alone" && alike > 1) return `${path} is not alone`;
  // The top is kept free for another one of the name, even where that cannot lie there in the end.
  return why === "unforced" && alike === 1 ? `${path} could lie higher` : undefined;
}

test("in every planned bundle each place has a reason, each copy is found there, and so is what it conflicts with", () => {
  fc.assert(
    fc.property(anyClosure, (closure) => {
      const reasons = reasonsIn(closure);
      expect(reasons.flatMap((reason) => faultOf(reason, reasons) ?? [])).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
