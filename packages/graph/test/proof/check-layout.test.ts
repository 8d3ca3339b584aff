import { lstat, mkdir, mkdtemp, realpath, symlink, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { remove } from "fs-extra/esm";
import type { BundlePath, Closure, InstanceId, Layout, LinkMode, Placement } from "@lambda-pack/model";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkLayout, lookUp } from "../../src/proof/check-layout.ts";
import { planLayout } from "../../src/layout/plan-layout.ts";
import { acyclicClosure, anyClosure } from "../arbitrary-closure.ts";
import { closureOf } from "../closure-of.ts";

const root = "" as BundlePath;

/** A layout from a drawing: `{ "node_modules/ant": "ant@1", "node_modules/app": "-> . = app@0" }`. */
function layoutOf(target: string, drawing: Readonly<Record<string, string>>, links: LinkMode = "auto"): Layout {
  const placements = Object.entries({ "": target, ...drawing }).map(([path, text]): [BundlePath, Placement] => {
    const [, to, linked] = /^-> (\S+) = (.+)$/u.exec(text) ?? [];
    const place = { path: path as BundlePath, instance: (linked ?? text) as InstanceId };
    const link = to === undefined ? undefined : ((to === "." ? "" : to) as BundlePath);
    return [place.path, link === undefined ? { kind: "copy", ...place } : { kind: "link", ...place, target: link }];
  });
  return { target: target as InstanceId, links, placements: new Map(placements) };
}

describe("a layout is right", () => {
  // app ─┬─ ant@1 ── bee@1
  //      └─ bee@2
  const closure = closureOf({ "app@0": ["ant@1", "bee@2"], "ant@1": ["bee@1"] });

  test("when every edge finds its instance", () => {
    const drawing = {
      "node_modules/ant": "ant@1",
      "node_modules/ant/node_modules/bee": "bee@1",
      "node_modules/bee": "bee@2",
    };
    expect(checkLayout(closure, layoutOf("app@0", drawing))).toEqual([]);
  });

  test("when a link to the root stands for the target", () => {
    const cyclic = closureOf({ "app@0": ["ant@1"], "ant@1": ["app@0"] });
    const drawing = { "node_modules/ant": "ant@1", "node_modules/app": "-> . = app@0" };
    expect(checkLayout(cyclic, layoutOf("app@0", drawing))).toEqual([]);
  });
});

describe("a fault is", () => {
  // app ─┬─ ant@1 ── bee@1
  //      └─ bee@2
  const closure = closureOf({ "app@0": ["ant@1", "bee@2"], "ant@1": ["bee@1"] });

  test("an edge that finds the wrong version", () => {
    const drawing = { "node_modules/ant": "ant@1", "node_modules/bee": "bee@2" };
    expect(checkLayout(closure, layoutOf("app@0", drawing))).toEqual([
      { at: "node_modules/ant", name: "bee", expected: "bee@1", found: "bee@2" },
    ]);
  });

  test("an edge that finds nothing", () => {
    expect(checkLayout(closure, layoutOf("app@0", { "node_modules/bee": "bee@2" }))).toEqual([
      { at: "", name: "ant", expected: "ant@1", found: undefined },
    ]);
  });

  test("an edge that a bundled package hides", () => {
    const hiding = closureOf(
      { "app@0": ["ant@1"], "ant@1": ["bee@1"], "bee@1": ["cat@1"] },
      { bundled: { "ant@1": ["cat"] } },
    );
    const drawing = {
      "node_modules/ant": "ant@1",
      "node_modules/ant/node_modules/bee": "bee@1",
      "node_modules/cat": "cat@1",
    };
    expect(checkLayout(hiding, layoutOf("app@0", drawing))).toEqual([
      { at: "node_modules/ant/node_modules/bee", name: "cat", expected: "cat@1", found: undefined },
    ]);
  });

  test("another package, or none, at the root", () => {
    const alone = closureOf({ "app@0": [], "ant@1": [] });
    const swapped = layoutOf("ant@1", {});
    expect(checkLayout(alone, swapped)).toEqual([{ at: "", name: "", expected: "app@0", found: "ant@1" }]);
    expect(checkLayout(alone, { ...swapped, placements: new Map() })).toEqual([
      { at: "", name: "", expected: "app@0", found: undefined },
    ]);
  });

  test("a link that leads to another instance, to another link or to nothing", () => {
    const pair = closureOf({ "app@0": ["ant@1", "bee@1"] });
    const wrong = { "node_modules/ant": "ant@1", "node_modules/bee": "-> node_modules/ant = bee@1" };
    expect(checkLayout(pair, layoutOf("app@0", wrong))).toEqual([
      { at: "", name: "bee", expected: "bee@1", found: "ant@1" },
      { at: "node_modules/bee", name: "", expected: "bee@1", found: "ant@1" },
    ]);
    const dangling = { "node_modules/ant": "ant@1", "node_modules/bee": "-> node_modules/cat = bee@1" };
    expect(checkLayout(pair, layoutOf("app@0", dangling))).toEqual([
      { at: "", name: "bee", expected: "bee@1", found: undefined },
      { at: "node_modules/bee", name: "", expected: "bee@1", found: undefined },
    ]);
    const loop = { "node_modules/ant": "ant@1", "node_modules/bee": "-> node_modules/bee = bee@1" };
    expect(checkLayout(pair, layoutOf("app@0", loop))).toEqual([
      { at: "", name: "bee", expected: "bee@1", found: undefined },
      { at: "node_modules/bee", name: "", expected: "bee@1", found: undefined },
    ]);
  });

  test("a copy behind a link, for it would be written into what the link leads to", () => {
    const linked = closureOf({ "app@0": ["ant@1"], "ant@1": ["app@0"] });
    const drawing = {
      "node_modules/ant": "ant@1",
      "node_modules/app": "-> . = app@0",
      "node_modules/app/node_modules/ant": "ant@1",
    };
    expect(checkLayout(linked, layoutOf("app@0", drawing))).toEqual([
      { at: "node_modules/app/node_modules/ant", name: "", expected: "ant@1", found: undefined },
      { at: "node_modules/app/node_modules/ant", name: "", expected: "ant@1", found: "ant@1" },
    ]);
  });

  test("a second directory of an instance, and every edge that leads there: it would be a second module", () => {
    // app ─┬─ ant@1 ── bee@1
    //      ├─ bee@2
    //      └─ cat@1 ── bee@1
    const shared = closureOf({ "app@0": ["ant@1", "bee@2", "cat@1"], "ant@1": ["bee@1"], "cat@1": ["bee@1"] });
    const drawing = {
      "node_modules/ant": "ant@1",
      "node_modules/ant/node_modules/bee": "bee@1",
      "node_modules/bee": "bee@2",
      "node_modules/cat": "cat@1",
    };
    const copies = { ...drawing, "node_modules/cat/node_modules/bee": "bee@1" };
    expect(checkLayout(shared, layoutOf("app@0", copies))).toEqual([
      { at: "node_modules/cat", name: "bee", expected: "bee@1", found: "bee@1" },
      { at: "node_modules/cat/node_modules/bee", name: "", expected: "bee@1", found: "bee@1" },
    ]);
    expect(checkLayout(shared, layoutOf("app@0", copies, "never"))).toEqual([]);

    const link = { ...drawing, "node_modules/cat/node_modules/bee": "-> node_modules/ant/node_modules/bee = bee@1" };
    expect(checkLayout(shared, layoutOf("app@0", link))).toEqual([]);
  });

  test("a link in a layout that may have none", () => {
    const self = closureOf({ "app@0": ["app@0"] });
    const layout = layoutOf("app@0", { "node_modules/app": "-> . = app@0" }, "never");
    expect(checkLayout(self, layout)).toEqual([
      { at: "", name: "app", expected: "app@0", found: "app@0" },
      { at: "node_modules/app", name: "", expected: "app@0", found: "app@0" },
    ]);
  });

  test("a sibling that is found, but does not lie beside its dependent", () => {
    // app ── sharp ── linux ┄┄ vips
    const siblings = closureOf({ "app@0": ["sharp@1"], "sharp@1": ["linux@1"], "linux@1": ["beside vips@1"] });
    const drawing = {
      "node_modules/sharp": "sharp@1",
      "node_modules/sharp/node_modules/linux": "linux@1",
      "node_modules/vips": "vips@1",
    };
    const layout = layoutOf("app@0", drawing);
    const at = "node_modules/sharp/node_modules/linux" as BundlePath;
    expect(checkLayout(siblings, layout)).toEqual([{ at, name: "vips", expected: "vips@1", found: undefined }]);

    const told: Placement = { kind: "copy", path: at, instance: "linux@1" as InstanceId, apart: ["vips"] };
    const placements = new Map([...layout.placements, [at, told]]);
    expect(checkLayout(siblings, { ...layout, placements })).toEqual([]);
  });

  test("another version beside a dependent that has its sibling in its own folder", () => {
    const siblings = closureOf({ "app@0": ["linux@1", "vips@2"], "linux@1": ["beside vips@1"] });
    const drawing = {
      "node_modules/linux": "linux@1",
      "node_modules/linux/node_modules/vips": "vips@1",
      "node_modules/vips": "vips@2",
    };
    expect(checkLayout(siblings, layoutOf("app@0", drawing))).toEqual([
      { at: "node_modules/linux", name: "vips", expected: "vips@1", found: "vips@2" },
    ]);
  });

  test("a copy on top of a bundled package", () => {
    const bundling = closureOf({ "app@0": ["ant@1"], "ant@1": [], "bee@1": [] }, { bundled: { "ant@1": ["bee"] } });
    const drawing = { "node_modules/ant": "ant@1", "node_modules/ant/node_modules/bee": "bee@1" };
    expect(checkLayout(bundling, layoutOf("app@0", drawing))).toEqual([
      { at: "node_modules/ant/node_modules/bee", name: "", expected: "bee@1", found: undefined },
    ]);
  });

  test("a copy of what the closure does not hold", () => {
    const drawing = { "node_modules/zebra": "zebra@1" };
    expect(checkLayout(closureOf({ "app@0": [] }), layoutOf("app@0", drawing))).toEqual([
      { at: "node_modules/zebra", name: "", expected: "zebra@1", found: undefined },
    ]);
  });
});

test("a look-up asks no directory of a scope and no node_modules of node_modules", () => {
  const closure = closureOf({ "app@0": ["@zoo/ant@1"], "@zoo/ant@1": ["bee@1"] });
  const layout = layoutOf("app@0", {
    "node_modules/@zoo/ant": "@zoo/ant@1",
    "node_modules/@zoo/node_modules/bee": "bee@1",
    "node_modules/node_modules/bee": "bee@1",
  });
  const at = "node_modules/@zoo/ant" as BundlePath;
  expect(lookUp(closure, layout, { at, name: "bee" })).toBe(undefined);
});

describe("Node agrees", () => {
  let scratch = "";
  beforeAll(() => {
    scratch = makeTemporaryDirectory();
  });
  afterAll(async () => {
    await remove(scratch);
  });

  test("with every layout that is planned, links included", async () => {
    await fc.assert(
      fc.asyncProperty(anyClosure, async (closure) => {
        expect(await nodeFindsAll(closure, planLayout(closure), scratch)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test("with every layout of copies", async () => {
    await fc.assert(
      fc.asyncProperty(acyclicClosure, async (closure) => {
        expect(await nodeFindsAll(closure, planLayout(closure, "never"), scratch)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test("with every fault, and every lack of faults, of layouts that were tampered with", async () => {
    const verdicts = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(
        anyClosure,
        fc.array(arbitraryChange, { minLength: 1, maxLength: 2 }),
        async (closure, changes) => {
          const layout = changes.reduce(tamper, planLayout(closure));
          const right = checkLayout(closure, layout).length === 0;
          verdicts.add(right);
          expect(await nodeFindsAll(closure, layout, scratch)).toBe(right);
        },
      ),
      { numRuns: 80 },
    );
    expect(verdicts).toEqual(new Set([true, false]));
  });
});

interface Change {
  readonly kind: "swap" | "delete" | "retarget" | "move" | "replace";
  readonly first: number;
  readonly second: number;
}

const arbitraryChange: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom("swap", "delete", "retarget", "move", "replace"),
  first: fc.nat(),
  second: fc.nat(),
});

/** The layout with two of its placements mixed up; the numbers choose which, and never the root. */
function tamper(layout: Layout, { kind, first, second }: Change): Layout {
  const placements = new Map(layout.placements);
  const all = [...placements.values()].filter(({ path }) => path !== root);
  const one = all[first % all.length];
  const other = all[second % all.length];
  if (one === undefined || other === undefined) return layout;
  if (kind === "swap") {
    placements.set(one.path, { ...one, instance: other.instance });
    placements.set(other.path, { ...other, instance: one.instance });
  } else if (kind === "delete") {
    placements.delete(one.path);
  } else if (kind === "retarget") {
    placements.set(one.path, { kind: "link", path: one.path, instance: one.instance, target: other.path });
  } else if (kind === "replace") {
    placements.set(one.path, { ...one, instance: other.instance });
  } else {
    const name = one.path.slice(one.path.lastIndexOf("node_modules/"));
    const path = (second % 3 === 0 ? name : `${other.path}/${name}`) as BundlePath;
    placements.delete(one.path);
    placements.set(path, { ...one, path });
  }
  return { ...layout, placements };
}

/**
 * Writes the layout to a real directory, each package with its id for a version, and asks Node for every edge of every directory.
 * Where there are links, all that ask for an instance must come to one real path, and no other directory may hold it.
 */
async function nodeFindsAll(closure: Closure, { placements, links }: Layout, scratch: string): Promise<boolean> {
  const bundle = await mkdtemp(join(scratch, "bundle-"));
  const all = [...placements.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  for (const placement of all) if (!(await writePlacement(bundle, placement))) return false;

  const directories = new Map<InstanceId, string>();
  for (const { kind, path, instance } of all) {
    if (kind === "link") continue;
    if (links === "auto" && directories.has(instance)) return false;
    directories.set(instance, await realpath(join(bundle, path)));
    for (const name of closure.instances.get(instance)?.bundledNames ?? []) {
      if (!(await writePackage(join(bundle, path, "node_modules", name), "bundled"))) return false;
    }
  }
  return all.every((placement) => {
    // Node would follow a chain of links; a layout has none, so that every link tells where it ends.
    if (placement.kind === "link" && (links === "never" || placements.get(placement.target)?.kind !== "copy"))
      return false;
    const dir = join(bundle, placement.path);
    if (idAt(join(dir, "package.json")) !== placement.instance) return false;
    const require = createRequire(join(dir, "index.js"));
    return (closure.instances.get(placement.instance)?.edges ?? []).every(({ name, to }) => {
      // From a link Node starts at its real path, where the directory is asked the same.
      if (placement.kind === "link") return true;
      const found = resolvedFile(require, name);
      return idAt(found ?? "") === to && (links === "never" || dirname(found ?? "") === directories.get(to));
    });
  });
}

/** False where something is there already, where a link is on the way, or where no package holds the node_modules. */
async function writePlacement(bundle: string, placement: Placement): Promise<boolean> {
  const path = join(bundle, placement.path);
  if (placement.path !== root) {
    const owner = join(bundle, placement.path.slice(0, placement.path.lastIndexOf("node_modules/")));
    if (
      (await realOrNothing(owner)) !== join(owner).replace(/\/$/u, "") ||
      idAt(join(owner, "package.json")) === undefined
    )
      return false;
  }
  if (placement.kind === "copy") return writePackage(path, placement.instance);
  await mkdir(dirname(path), { recursive: true });
  await symlink(relative(dirname(path), join(bundle, placement.target)) || ".", path);
  return true;
}

/** False where a package is there already, or a link, which may lead to nothing. */
async function writePackage(dir: string, id: string): Promise<boolean> {
  const isLink = await lstat(dir).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
  if (isLink) return false;
  if ((await realOrNothing(dir)) !== undefined && idAt(join(dir, "package.json")) !== undefined) return false;
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, "package.json"), JSON.stringify({ version: id }));
  return true;
}

async function realOrNothing(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}

function resolvedFile(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(`${name}/package.json`);
  } catch {
    return undefined;
  }
}

function idAt(file: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(file, "utf8")) as { readonly version: string };
    return version;
  } catch {
    return undefined;
  }
}
