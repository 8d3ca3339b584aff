import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { startRegistry } from "@lambda-pack/test-support/installs/registry";
import type { Registry } from "@lambda-pack/test-support/installs/registry";
import { repository } from "@lambda-pack/test-support/repository";
import { firstZipDifference } from "@lambda-pack/test-support/zips/first-zip-difference";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderLayouts, withoutTimes } from "./render-layouts.ts";
import { targets } from "./differences.ts";
import type { Target } from "./differences.ts";
import { comparedWith, expectedProblems, shownIn } from "./compared-with.ts";
import { expectedEdges } from "./expected-edges.ts";
import { wares } from "./harbour.ts";
import { judgeLayouts } from "./judge-layouts.ts";
import type { Bundles } from "./judge-layouts.ts";
import type { Layout } from "./layout.ts";
import { layouts } from "./layouts.ts";
import { findInPlace, installHarbour, packTarget, runInPlace } from "./pack-harbour.ts";
import type { InstalledHarbour, PackedTarget } from "./pack-harbour.ts";

/** The first time, the package manager itself is fetched. */
const timeout = 240_000;
const installed = new Map<Layout, Promise<InstalledHarbour>>();
const packed = new Map<string, Promise<PackedTarget>>();
let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry(wares);
}, timeout);

afterAll(async () => {
  const all = await Promise.allSettled(installed.values());
  for (const each of all) if (each.status === "fulfilled") await each.value.remove();
  await registry.stop();
}, timeout);

/** Each layout is installed once for all tests. */
async function installOnce(layout: Layout): Promise<InstalledHarbour> {
  const known = installed.get(layout) ?? installHarbour(layout, registry.url);
  installed.set(layout, known);
  return known;
}

async function packOnce(layout: Layout, target: Target): Promise<PackedTarget> {
  const key = `${layout.name}: ${target}`;
  const known = packed.get(key) ?? installOnce(layout).then((harbour) => packTarget(harbour, target));
  packed.set(key, known);
  return known;
}

describe.each(layouts)("$name", (layout) => {
  test("the packages lie where this layout puts them", { timeout }, async () => {
    const harbour = await installOnce(layout);
    expect(await findInPlace(harbour, "pilot", "wave")).toMatch(layout.wave);
    for (const sign of layout.signs ?? []) expect(existsSync(path.join(harbour.root, sign))).toBe(true);
  });

  test.each(targets)("in place, every edge of %s leads where it is said to", { timeout }, async (target) => {
    const harbour = await installOnce(layout);
    expect(await runInPlace(harbour, target)).toEqual(expectedEdges(target, layout.differences, "in place"));
  });

  test.each(targets)("in the bundle, every edge of %s leads where it does in place", { timeout }, async (target) => {
    const { answer } = await packOnce(layout, target);
    expect(answer).toEqual(expectedEdges(target, layout.differences, "in the bundle"));
  });

  test.each(targets)("the zip of %s is that of the first layout, byte for byte", { timeout }, async (target) => {
    const first = await packOnce(comparedWith(target, shownIn(layout, target)), target);
    const { entries, sha256 } = await packOnce(layout, target);
    expect(firstZipDifference(first.entries, entries)).toBeUndefined();
    expect(sha256).toBe(first.sha256);
  });

  test.each(targets)("the zip of %s has the same files, but for what is named", { timeout }, async (target) => {
    const names = namesOf(await packOnce(layout, target));
    const others = namesOf(await packOnce(comparedWith(target, []), target));
    const shown = shownIn(layout, target);
    expect(others.filter((name) => !names.includes(name))).toEqual(shown.flatMap(({ files }) => files?.missing ?? []));
    expect(names.filter((name) => !others.includes(name))).toEqual(shown.flatMap(({ files }) => files?.instead ?? []));
  });

  test.each(targets)("what is odd about %s is reported, and nothing else", { timeout }, async (target) => {
    expect((await packOnce(layout, target)).problems).toMatchObject(expectedProblems(layout, target));
  });
});

function namesOf({ entries }: PackedTarget): readonly string[] {
  return entries.map(({ name }) => name);
}

test("docs/layouts.md says what every layout gave", { timeout }, async () => {
  const bundles = new Map<Layout, Bundles>();
  for (const layout of layouts) {
    const [pilot, regatta, warehouse] = [
      await packOnce(layout, "pilot"),
      await packOnce(layout, "regatta"),
      await packOnce(layout, "warehouse"),
    ];
    bundles.set(layout, { pilot, regatta, warehouse });
  }
  const page = await readFile(path.join(repository, "docs", "layouts.md"), "utf8");
  expect(withoutTimes(page)).toBe(renderLayouts(judgeLayouts(bundles)));
});
