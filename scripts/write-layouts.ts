import { writeFile } from "node:fs/promises";
import os from "node:os";
import type { Target } from "../test/end-to-end/harbour/differences.ts";
import { wares } from "../test/end-to-end/harbour/harbour.ts";
import { type Bundles, judgeLayouts } from "../test/end-to-end/harbour/judge-layouts.ts";
import type { Layout } from "../test/end-to-end/harbour/layout.ts";
import { layouts } from "../test/end-to-end/harbour/layouts/layouts.ts";
import {
  type InstalledHarbour,
  installHarbour,
  type PackedTarget,
  packTarget,
} from "../test/end-to-end/harbour/pack-harbour.ts";
import { renderLayouts } from "../test/end-to-end/harbour/render-layouts.ts";
import { timeLayouts } from "../test/end-to-end/harbour/time-layouts.ts";
import { startRegistry } from "../test/registry.ts";

const rounds = 20;

/** Writes docs/layouts.md from what every layout gives; a test holds that all but the times is current. */
const registry = await startRegistry(wares);
const installed: InstalledHarbour[] = [];
try {
  const bundles = new Map<Layout, Bundles>();
  for (const layout of layouts) {
    const harbour = await installHarbour(layout, registry.url);
    installed.push(harbour);
    bundles.set(layout, await packTargets(harbour));
    console.log(layout.name);
  }
  const machine = `the fastest of ${rounds} runs on ${os.availableParallelism()} cores with Node ${process.versions.node}`;
  const page = renderLayouts(judgeLayouts(bundles), { ratios: await timeLayouts(installed, rounds), machine });
  await writeFile(new URL("../docs/layouts.md", import.meta.url), page);
} finally {
  for (const { remove } of installed) await remove();
  await registry.stop();
}

async function packTargets(harbour: InstalledHarbour): Promise<Bundles> {
  return {
    pilot: await tryPack(harbour, "pilot"),
    regatta: await tryPack(harbour, "regatta"),
    warehouse: await tryPack(harbour, "warehouse"),
  };
}

async function tryPack(harbour: InstalledHarbour, target: Target): Promise<PackedTarget | undefined> {
  return packTarget(harbour, target).catch((error: unknown) => {
    console.error(`${harbour.layout.name}, ${target}: ${String(error)}`);
    return undefined;
  });
}
