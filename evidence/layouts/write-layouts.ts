import { writeFile } from "node:fs/promises";
import path from "node:path";
import os from "node:os";
import { commandLine } from "@lambda-pack/test-support/command-line";
import { startRegistry } from "@lambda-pack/test-support/installs/registry";
import { repository } from "@lambda-pack/test-support/repository";
import type { Target } from "./differences.ts";
import { wares } from "./harbour.ts";
import { judgeLayouts } from "./judge-layouts.ts";
import type { Bundles } from "./judge-layouts.ts";
import type { Layout } from "./layout.ts";
import { layouts } from "./layouts.ts";
import { installHarbour, packTarget } from "./pack-harbour.ts";
import type { InstalledHarbour, PackedTarget } from "./pack-harbour.ts";
import { renderLayouts } from "./render-layouts.ts";
import { timeLayouts } from "./time-layouts.ts";

const { rounds } = commandLine(
  "npm run layouts --",
  "Writes docs/layouts.md from what every layout gives; a test holds that all but the times is current.",
)
  .option("rounds", { type: "number", default: 20, describe: "How often each layout is timed" })
  .parseSync();

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
  await writeFile(path.join(repository, "docs", "layouts.md"), page);
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
