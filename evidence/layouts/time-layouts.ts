import path from "node:path";
import { performance } from "node:perf_hooks";
import { runCommand } from "../../test/harness/run-command.ts";
import type { Layout } from "./layout.ts";
import type { InstalledHarbour } from "./pack-harbour.ts";

/**
 * Packs `pilot` once in every layout, round after round, and gives each layout's fastest time as a ratio to the first
 * one's: the bundle is so small that whatever else the machine does would show in any mean.
 */
export async function timeLayouts(
  installed: readonly InstalledHarbour[],
  rounds: number,
): Promise<ReadonlyMap<Layout, number>> {
  const fastest = new Map<Layout, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const { layout, root } of installed) {
      fastest.set(layout, Math.min(await timePack(root), fastest.get(layout) ?? Infinity));
    }
  }
  const [first = Number.NaN] = fastest.values();
  return new Map([...fastest].map(([layout, time]) => [layout, time / first]));
}

async function timePack(root: string): Promise<number> {
  const start = performance.now();
  const out = path.join(root, ".lambda-pack", "pilot.zip");
  const { exitCode, stderr } = await runCommand(["pilot", "--no-stage", "--out", out], root);
  if (exitCode !== 0) throw new Error(stderr);
  return performance.now() - start;
}
