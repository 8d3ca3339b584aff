import type { Closure, Instance, InstanceId } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { atKey } from "../../src/closure/at-key.ts";
import { bundledName, directoriesAbove, instanceAt, newDirectory } from "../../src/layout/directory.ts";
import { closureOf } from "../closure-of.ts";

const closure: Closure = closureOf(
  { "app@0": ["@zoo/ant@1"], "@zoo/ant@1": ["bee@1"] },
  { bundled: { "@zoo/ant@1": ["ms"] } },
);
const instance = (id: string): Instance => atKey(closure.instances, id as InstanceId);
const root = newDirectory({ instance: instance("app@0") });
const ant = newDirectory({ instance: instance("@zoo/ant@1"), parent: root, name: "@zoo/ant" });
const bee = newDirectory({ instance: instance("bee@1"), parent: ant, name: "old" });

test("a directory lies in the node_modules of its parent, by the name it is required by", () => {
  expect([root.path, ant.path, bee.path]).toEqual([
    "",
    "node_modules/@zoo/ant",
    "node_modules/@zoo/ant/node_modules/old",
  ]);
});

test("a look-up goes from the directory itself up to the root", () => {
  expect([...directoriesAbove(bee)]).toEqual([bee, ant, root]);
});

test("a name is found where it was placed, or hidden by what the package brings itself", () => {
  root.entries.set("@zoo/ant", ant.instance.id);
  expect(instanceAt(root, "@zoo/ant")).toBe("@zoo/ant@1");
  expect(instanceAt(root, "ms")).toBe(undefined);
  expect(instanceAt(ant, "ms")).toBe(bundledName);
});
