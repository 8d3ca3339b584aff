import type { InstanceId } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { explainPlaces } from "../../src/explain/explain-places.ts";
import { bundleOf } from "@lambda-pack/test-support/bundles/bundle-of";

// app ─┬─ ant ── cat@1
//      ├─ bee ── cat@2
//      ├─ elk ─┬─ cat@2
//      │       └─ fox ── cat@3
//      └─ gnu ── owl ── cat@1
const bundle = bundleOf(
  {
    "app@0": ["ant@1", "bee@1", "elk@1", "gnu@1"],
    "ant@1": ["cat@1"],
    "bee@1": ["cat@2"],
    "elk@1": ["cat@2", "fox@1"],
    "fox@1": ["cat@3"],
    "gnu@1": ["owl@1"],
    "owl@1": ["cat@1"],
  },
  {
    places: {
      "node_modules/ant": "ant@1",
      "node_modules/bee": "bee@1",
      "node_modules/bee/node_modules/cat": "cat@2",
      "node_modules/cat": "cat@1",
      "node_modules/elk": "elk@1",
      "node_modules/elk/node_modules/cat": "cat@2",
      "node_modules/elk/node_modules/fox": "fox@1",
      "node_modules/elk/node_modules/fox/node_modules/cat": "cat@3",
      "node_modules/gnu": "gnu@1",
      "node_modules/owl": "owl@1",
    },
  },
);

function explain(id: string, of = bundle) {
  return explainPlaces(of, id as InstanceId);
}

test("the target lies at the root, and what it declares at the top", () => {
  expect(explain("app@0")).toEqual([{ path: ".", usedBy: [], why: "target" }]);
  expect(explain("bee@1")).toEqual([{ path: "node_modules/bee", usedBy: ["app@0"], why: "declared" }]);
});

test("a package whose name no other has lies at the top", () => {
  expect(explain("owl@1")).toEqual([{ path: "node_modules/owl", usedBy: ["gnu@1"], why: "alone" }]);
});

test("what the target only finds, as in a zip without a package.json at its root, is not declared", () => {
  const ant = {
    name: "ant",
    kind: "dependencies",
    optional: false,
    range: "",
    declaredIn: "",
    to: "ant@1" as InstanceId,
  } as const;
  const plain = bundleOf({ "app@0": ["ant@1"] }, { origin: "zip" });
  const packages = new Map(
    [...plain.packages].map(([id, one]) => [id, id === plain.target ? { ...one, edges: [ant] } : one]),
  );
  expect(explain("ant@1", { ...plain, packages })).toEqual([
    { path: "node_modules/ant", usedBy: ["app@0"], why: "alone" },
  ]);
});

test("of several versions one is at the top, for those that resolve it there", () => {
  expect(explain("cat@1")).toEqual([
    {
      path: "node_modules/cat",
      usedBy: ["ant@1", "owl@1"],
      why: "chosen",
      others: [
        { id: "cat@2", path: "node_modules/bee/node_modules/cat" },
        { id: "cat@2", path: "node_modules/elk/node_modules/cat" },
        { id: "cat@3", path: "node_modules/elk/node_modules/fox/node_modules/cat" },
      ],
    },
  ]);
});

test("the others lie below, each copy with the conflict that keeps it there", () => {
  const top = { id: "cat@1", path: "node_modules/cat", usedBy: ["ant@1", "owl@1"] };
  expect(explain("cat@2")).toEqual([
    { path: "node_modules/bee/node_modules/cat", usedBy: ["bee@1"], why: "conflict", with: top },
    { path: "node_modules/elk/node_modules/cat", usedBy: ["elk@1"], why: "conflict", with: top },
  ]);
});

test("the conflict is with the nearest one above", () => {
  expect(explain("cat@3")).toEqual([
    {
      path: "node_modules/elk/node_modules/fox/node_modules/cat",
      usedBy: ["fox@1"],
      why: "conflict",
      with: { id: "cat@2", path: "node_modules/elk/node_modules/cat", usedBy: ["elk@1"] },
    },
  ]);
});

test("an alias is a name of its own: what the package is called otherwise is no matter", () => {
  const aliased = bundleOf(
    { "app@0": ["cat@1", "kitten=cat@2", "ant@1"], "ant@1": ["kitten=cat@3"] },
    {
      places: {
        "node_modules/ant": "ant@1",
        "node_modules/ant/node_modules/kitten": "cat@3",
        "node_modules/cat": "cat@1",
        "node_modules/kitten": "cat@2",
      },
    },
  );
  expect(explain("cat@3", aliased)).toEqual([
    {
      path: "node_modules/ant/node_modules/kitten",
      usedBy: ["ant@1"],
      why: "conflict",
      with: { id: "cat@2", path: "node_modules/kitten", usedBy: ["app@0"] },
    },
  ]);
});

test("a link is reported as one", () => {
  const linked = bundleOf(
    { "app@0": ["ant@1"], "ant@1": ["app@0"] },
    { places: { "node_modules/ant": "ant@1", "node_modules/app": "-> ." } },
  );
  expect(explain("app@0", linked)).toEqual([
    { path: ".", usedBy: [], why: "target" },
    { path: "node_modules/app", usedBy: ["ant@1"], why: "link", target: "." },
  ]);
});

test("a link says which other package is in the way, and of those at the top a directory counts more than its links", () => {
  const linked = bundleOf(
    { "app@0": ["ant@1", "bee@1", "elk@1"], "ant@1": ["cat@1"], "bee@1": ["cat@2"], "elk@1": ["cat@2"] },
    {
      places: {
        "node_modules/ant": "ant@1",
        "node_modules/bee": "bee@1",
        "node_modules/bee/node_modules/cat": "cat@2",
        "node_modules/cat": "cat@1",
        "node_modules/elk": "elk@1",
        "node_modules/elk/node_modules/cat": "-> node_modules/bee/node_modules/cat",
      },
    },
  );
  const top = { id: "cat@1", path: "node_modules/cat", usedBy: ["ant@1"] };
  expect(explain("cat@2", linked)).toEqual([
    { path: "node_modules/bee/node_modules/cat", usedBy: ["bee@1"], why: "conflict", with: top },
    {
      path: "node_modules/elk/node_modules/cat",
      usedBy: ["elk@1"],
      why: "link",
      target: "node_modules/bee/node_modules/cat",
      with: top,
    },
  ]);
  expect(explain("cat@1", linked)).toMatchObject([
    { why: "chosen", others: [{ id: "cat@2", path: "node_modules/bee/node_modules/cat" }] },
  ]);
});

test("a version that lies under another name is among the others by its link", () => {
  const aliased = bundleOf(
    { "app@0": ["ant@1", "old=cat@2"], "ant@1": ["cat@1", "bee@1"], "bee@1": ["cat@2"] },
    {
      places: {
        "node_modules/ant": "ant@1",
        "node_modules/bee": "bee@1",
        "node_modules/bee/node_modules/cat": "-> node_modules/old",
        "node_modules/cat": "cat@1",
        "node_modules/old": "cat@2",
      },
    },
  );
  expect(explain("cat@1", aliased)).toMatchObject([
    { why: "chosen", others: [{ id: "cat@2", path: "node_modules/bee/node_modules/cat" }] },
  ]);
});

test("what native code looks for beside itself lies beside it", () => {
  const native = bundleOf(
    {
      "app@0": ["sharp@1", "ant@1"],
      "ant@1": ["sharp@2"],
      "sharp@2": ["libvips@2"],
      "sharp@1": ["beside libvips@1"],
      "libvips@1": [],
    },
    {
      places: {
        "node_modules/ant": "ant@1",
        "node_modules/ant/node_modules/libvips": "libvips@1",
        "node_modules/ant/node_modules/sharp": "sharp@1",
      },
    },
  );
  expect(explain("libvips@1", native)).toEqual([
    { path: "node_modules/ant/node_modules/libvips", usedBy: ["sharp@1"], why: "beside", beside: "sharp@1" },
  ]);
});

test("zips of other tools have copies that could lie higher, and packages in no node_modules", () => {
  const odd = bundleOf(
    { "app@0": ["ant@1"], "ant@1": ["bee@1", "cat@1"] },
    {
      origin: "zip",
      places: {
        "lib/dog": "dog@1",
        "lib/node_modules/cat": "cat@1",
        "node_modules/ant": "ant@1",
        "node_modules/ant/node_modules/bee": "bee@1",
        "node_modules/ant/node_modules/cat": "cat@1",
        "node_modules/cat": "cat@1",
      },
    },
  );
  expect(explain("bee@1", odd).map(({ why }) => why)).toEqual(["unforced"]);
  expect(explain("cat@1", odd).map(({ path, why }) => `${path} ${why}`)).toEqual([
    "lib/node_modules/cat repeated",
    "node_modules/ant/node_modules/cat repeated",
    "node_modules/cat alone",
  ]);
  expect(explain("dog@1", odd)).toEqual([{ path: "lib/dog", usedBy: [], why: "outside" }]);
});

test("below a prefix the top is the target's own node_modules", () => {
  const layer = bundleOf(
    { "app@0": ["ant@1"], "ant@1": ["bee@1"] },
    { root: "nodejs", places: { "node_modules/ant": "ant@1", "node_modules/bee": "bee@1" } },
  );
  expect(explain("app@0", layer)).toEqual([{ path: "nodejs", usedBy: [], why: "target" }]);
  expect(explain("ant@1", layer)).toEqual([{ path: "nodejs/node_modules/ant", usedBy: ["app@0"], why: "declared" }]);
  expect(explain("bee@1", layer)).toEqual([{ path: "nodejs/node_modules/bee", usedBy: ["ant@1"], why: "alone" }]);
});
