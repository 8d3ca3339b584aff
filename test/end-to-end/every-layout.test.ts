import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Registry, startRegistry } from "../registry.ts";
import { targets } from "./harbour/differences.ts";
import { expectedEdges } from "./harbour/expected-edges.ts";
import { wares } from "./harbour/harbour.ts";
import type { Layout } from "./harbour/layout.ts";
import { layouts } from "./harbour/layouts/layouts.ts";
import { type InstalledHarbour, installHarbour, runInPlace } from "./harbour/pack-harbour.ts";

/** The first time, the package manager itself is fetched. */
const timeout = 240_000;
const installed = new Map<Layout, Promise<InstalledHarbour>>();
let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry(wares);
}, timeout);

afterAll(async () => {
  const all = await Promise.allSettled(installed.values());
  for (const each of all) if (each.status === "fulfilled") await each.value.remove();
  await registry.stop();
});

/** Each layout is installed once for all tests. */
async function installOnce(layout: Layout): Promise<InstalledHarbour> {
  const known = installed.get(layout) ?? installHarbour(layout, registry.url);
  installed.set(layout, known);
  return known;
}

describe.each(layouts)("$name", (layout) => {
  test.each(targets)("in place, every edge of %s leads where it is said to", { timeout }, async (target) => {
    const harbour = await installOnce(layout);
    expect(await runInPlace(harbour, target)).toEqual(expectedEdges(target, layout.differences, "in place"));
  });
});
