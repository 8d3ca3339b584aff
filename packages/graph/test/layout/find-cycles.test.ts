import type { Closure, InstanceId } from "@lambda-pack/model";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findCycles } from "../../src/layout/find-cycles.ts";
import { anyClosure } from "../arbitrary-closure.ts";
import { closureOf } from "../closure-of.ts";

/** Groups of instances that share a number, each by id. */
function drawCycles(closure: Closure): readonly (readonly InstanceId[])[] {
  const cycles = findCycles(closure);
  expect([...cycles.keys()].toSorted()).toEqual([...closure.instances.keys()].toSorted());
  const numbers = [...new Set(cycles.values())];
  const groups = numbers.map((number) => [...cycles].filter(([, own]) => own === number).map(([id]) => id));
  return groups.map((group) => group.toSorted()).toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1));
}

test("without cycles everybody is alone", () => {
  expect(drawCycles(closureOf({ "app@0": ["ant@1", "bee@1"], "ant@1": ["bee@1"] }))).toEqual([
    ["ant@1"],
    ["app@0"],
    ["bee@1"],
  ]);
});

test("two cycles that touch are one, and two that are joined by a one-way edge are two", () => {
  // app ── ant ⇄ bee ⇄ cat ── dog ⇄ emu
  const lists = {
    "app@0": ["ant@1"],
    "ant@1": ["bee@1"],
    "bee@1": ["ant@1", "cat@1"],
    "cat@1": ["bee@1", "dog@1"],
    "dog@1": ["emu@1"],
    "emu@1": ["dog@1"],
  };
  expect(drawCycles(closureOf(lists))).toEqual([["ant@1", "bee@1", "cat@1"], ["app@0"], ["dog@1", "emu@1"]]);
});

test("two instances share a number just when each reaches the other", () => {
  fc.assert(
    fc.property(anyClosure, (closure) => {
      const ids = [...closure.instances.keys()];
      const reached = new Map(ids.map((id) => [id, reachedFrom(closure, id)]));
      const mutual = ids.map((id) => ids.filter((to) => reached.get(id)?.has(to) && reached.get(to)?.has(id)));
      expect(drawCycles(closure)).toEqual(mutual.filter(([first], index) => first === ids[index]));
    }),
    { numRuns: 500 },
  );
});

test("a circle of 20,000 packages does not overflow the stack", () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => `link-${index}@1`);
  const lists = Object.fromEntries(ids.map((id, index) => [id, [ids[(index + 1) % ids.length] ?? ""]]));
  const closure = closureOf({ "app@0": ids.slice(0, 1), ...lists });
  expect(drawCycles(closure)).toEqual([["app@0"], ids.toSorted()]);
});

function reachedFrom({ instances }: Closure, from: InstanceId): ReadonlySet<InstanceId> {
  const reached = new Set([from]);
  for (const id of reached) for (const { to } of instances.get(id)?.edges ?? []) reached.add(to);
  return reached;
}
