import type { Closure, InstanceId } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { atKey } from "../../src/closure/at-key.ts";
import { newDirectory } from "../../src/layout/directory.ts";
import type { Directory } from "../../src/layout/directory.ts";
import { isEndless } from "../../src/layout/is-endless.ts";
import { closureOf } from "../closure-of.ts";

// app ── a@1 ── b@1 ── a@2 ── b@2 ── a@1 ⟲
const closure = closureOf({ "app@0": ["a@1"], "a@1": ["b@1"], "b@1": ["a@2"], "a@2": ["b@2"], "b@2": ["a@1"] });

/** A directory below each other, each an entry of the one above: `["a=a@1", "b=b@1"]`. */
function nested(graph: Closure, names: readonly string[]): Directory {
  let directory = newDirectory({ instance: atKey(graph.instances, graph.target) });
  for (const text of names) {
    const [name = "", id = ""] = text.split("=");
    const instance = atKey(graph.instances, id as InstanceId);
    directory.entries.set(name, instance.id);
    directory = newDirectory({ instance, parent: directory, name });
  }
  return directory;
}

function edgeTo(graph: Closure, from: string, name: string) {
  const edge = graph.instances.get(from as InstanceId)?.edges.find((one) => one.name === name);
  if (edge === undefined) throw new Error(`${from} has no edge ${name}`);
  return edge;
}

test("an instance that is not above itself may be placed", () => {
  const spot = nested(closure, ["a=a@1", "b=b@1", "a=a@2"]);
  expect(isEndless(closure, { spot, edge: edgeTo(closure, "a@2", "b") })).toBe(false);
});

test("an instance that sees below itself what it sees above would be nested for ever", () => {
  // At the place of the first a@1 nothing else is to be seen of b; at that of the second, the b@1 that a@1 wants is above.
  const first = nested(closure, ["a=a@1", "x=b@1", "a=a@2", "x=b@2"]);
  expect(isEndless(closure, { spot: first, edge: edgeTo(closure, "b@2", "a") })).toBe(true);
});

test("an instance that sees something else below itself may be placed once more", () => {
  const spot = nested(closure, ["a=a@1", "b=b@1", "a=a@2", "b=b@2"]);
  expect(isEndless(closure, { spot, edge: edgeTo(closure, "b@2", "a") })).toBe(false);
});

test("an instance that lies above itself under an alias sees something else", () => {
  // app ─┬─ ant = bee@1 ── bee@1 ⟲
  //      └─ bee@2
  const alias = closureOf({ "app@0": ["ant=bee@1", "bee@2"], "bee@1": ["bee@1"] });
  const spot = nested(alias, ["ant=bee@1"]);
  spot.parent?.entries.set("bee", "bee@2" as InstanceId);
  expect(isEndless(alias, { spot, edge: edgeTo(alias, "bee@1", "bee") })).toBe(false);
});

test("what lies below itself for the third time counts as endless, whatever it sees", () => {
  const twice = nested(closure, ["a=a@1", "b=b@1", "a=a@2", "b=b@2", "a=a@1", "b=b@1", "a=a@2", "x=b@2"]);
  expect(isEndless(closure, { spot: twice, edge: edgeTo(closure, "b@2", "a") })).toBe(true);
});
