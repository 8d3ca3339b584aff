import type { Part, PartResult } from "./part.ts";
import { renderSpread } from "./page/render-table.ts";
import { spreadOfRatios, spreadOfTimes } from "./measure/spread.ts";

/** Measures a part and tells on standard output what came out. A part that fails is a result too. */
export async function measurePart({ name, measure }: Part, pairs: number): Promise<PartResult> {
  console.error(`${name} …`);
  const result = await measure(pairs).catch((error: unknown): PartResult => {
    // A peer that cannot do the job is a finding; we must.
    if (!name.startsWith("peers/")) process.exitCode = 1;
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { kind: "failed", reason };
  });
  for (const line of renderLines(result)) console.log(`${name}: ${line}`);
  return result;
}

function renderLines(result: PartResult): readonly string[] {
  if (result.kind === "failed") return [`failed: ${result.reason}`];
  if (result.kind === "calls") return result.calls.slice(0, 8).map((call) => `${call.name} ${call.count}`);
  const { rounds } = result;
  const [yardstick = "", ...subjects] = Object.keys(rounds[0] ?? {});
  const lines = subjects.map((subject) => {
    const ratio = renderSpread(spreadOfRatios(rounds, subject, yardstick));
    return `${ratio} ${subject} to ${yardstick}, which took ${spreadOfTimes(rounds, yardstick).median.toFixed(2)} s`;
  });
  const facts = Object.entries(result.facts).map(([fact, value]) => `${fact} ${value}`);
  return [...lines, ...facts, ...(result.kind === "peer" ? [JSON.stringify(result.bundle)] : [])];
}
