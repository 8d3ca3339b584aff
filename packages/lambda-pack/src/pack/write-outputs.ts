import { ensureOutputRoot, outputRoot, writeBundle } from "@lambda-pack/archive";
import type { Staging } from "@lambda-pack/model";
import type { LoadRequest } from "../run/assert-loads.ts";
import type { LeftOut } from "../bundle/left-out/left-out.ts";
import { assertWithinLimits } from "./assert-within-limits.ts";
import { outputsOf } from "../config/effective-options.ts";
import type { EffectiveOptions } from "../config/effective-options.ts";
import { stateHome } from "../config/state-home.ts";
import type { Progress } from "../plan/pack-options.ts";
import type { Report } from "../report/report.ts";
import { readCacheKey } from "./read-cache-key.ts";
import { reuseOf } from "./reuse-of.ts";
import { withArchive, withContents } from "./summarize.ts";
import type { OpenedWorkspace } from "../plan/with-workspace.ts";

export interface WriteRequest extends Pick<OpenedWorkspace, "workspace" | "source" | "bundles"> {
  readonly options: EffectiveOptions;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** What a trim has left out, for `smoke` to say. */
  readonly leftOut?: LeftOut | undefined;
}

/** Writes what the options ask for, and adds to the report what became of it. */
export async function writeOutputs(
  plan: Report,
  staging: Staging,
  { workspace, options, source, bundles, signal, leftOut, onProgress }: WriteRequest,
): Promise<Report> {
  const outputs = outputsOf(options);
  let report = plan;
  onProgress?.({ stage: "writing", done: 0, total: staging.bytes });
  await ensureOutputRoot(workspace.root, Object.values(outputs));
  const written = await writeBundle(staging, {
    ...outputs,
    format: options.format,
    level: options.level,
    stageMode: options.stageMode,
    threads: options.concurrency,
    reuse: reuseOf(options),
    pool: outputRoot(workspace.root),
    key: readCacheKey(stateHome()),
    memory: bundles,
    // What lies on the disk can be read in other threads; a reader of zips cannot.
    source: workspace.plugAndPlay === undefined ? undefined : source,
    signal,
    assertArchive: async (archive, finished) => {
      report = withArchive(plan, archive, options);
      assertWithinLimits(report);
      if (options.smoke && options.format === "zip")
        await assertLoadable(finished, { label: plan.target.name, options, signal, leftOut });
    },
    onProgress: ({ bytes }) => onProgress?.({ stage: "writing", done: bytes, total: staging.bytes }),
  });
  return withContents(report, written);
}

/** Loads what runs functions only where it is asked for. */
async function assertLoadable(zip: string, request: Omit<LoadRequest, "zip">): Promise<void> {
  const { assertLoads } = await import("../run/assert-loads.ts");
  await assertLoads({ zip, ...request });
}
