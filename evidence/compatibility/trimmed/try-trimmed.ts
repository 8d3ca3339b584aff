import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { toolBin } from "@lambda-pack/test-support/installs/tools";
import { listZip } from "@lambda-pack/test-support/zips/list-zip";
import { unzip } from "@lambda-pack/test-support/zips/unzip";
import { nodeRelease } from "../node-release.ts";
import type { Outcome } from "../outcome.ts";
import { runInPlace } from "../run-in-place.ts";
import { invokeZip, packStall } from "../run-stall.ts";
import type { Stall } from "../stall.ts";
import { twinOf } from "./add-twins.ts";
import { differenceOf } from "./nft-differences.ts";
import { traceByNft } from "./trace-by-nft.ts";
import { traceRun } from "./trace-run.ts";

export const trimModes = ["files", "reachable"] as const;

export type TrimMode = (typeof trimModes)[number];

/** All that was seen of one form of a stall, plain or as an ES module, with each level of trimming. */
export interface TrimTrial {
  /** Its workspace package. */
  readonly name: string;
  /** Of the whole bundle, unzipped. */
  readonly bytes: number;
  readonly inPlace: Outcome;
  readonly trimmed: Readonly<Record<TrimMode, { readonly bytes: number; readonly outcome: Outcome }>>;
  /** Files that the function opens, as the system's tracer sees it, and that `reachable` leaves out. */
  readonly lost: readonly string[];
  /** Files that @vercel/nft traces from the handler. */
  readonly traced: number;
  /** Of these, what `reachable` leaves out, and the name of the reason. */
  readonly lacking: readonly { readonly file: string; readonly difference: string | undefined }[];
}

/** Packs a stall whole and trimmed, and runs each. A stall that is an ES module has one form alone. */
export async function tryTrimmed(stall: Stall, root: string): Promise<readonly TrimTrial[]> {
  const forms = stall.isModule ? [stall.name] : [stall.name, twinOf(stall)];
  const trials: TrimTrial[] = [];
  for (const name of forms) trials.push(await tryForm({ ...stall, name }, root));
  return trials;
}

async function tryForm(stall: Stall, root: string): Promise<TrimTrial> {
  return inTemporaryDirectory(async (directory) => {
    const node = await toolBin(nodeRelease, "node");
    const zipOf = (mode: string): string => path.join(directory, `${mode}.zip`);
    const whole = await packStall(stall, root, { zip: zipOf("whole") });
    const trimmed = { files: await tryMode("files"), reachable: await tryMode("reachable") };
    const unzipped = path.join(directory, "whole");
    await unzip(zipOf("whole"), unzipped);
    const kept = new Set((await listZip(zipOf("reachable"))).map(({ name }) => name));
    const traced = await traceByNft(unzipped);
    return {
      name: stall.name,
      bytes: whole.sizes.bytes,
      inPlace: await runInPlace(stall, root, node),
      trimmed,
      lost: (await traceRun(stall, unzipped, node)).filter((file) => !kept.has(file)),
      traced: traced.length,
      lacking: traced
        .filter(({ file }) => !kept.has(file))
        .map((each) => ({ file: each.file, difference: differenceOf(each, (file) => kept.has(file)) })),
    };

    async function tryMode(mode: TrimMode): Promise<TrimTrial["trimmed"][TrimMode]> {
      const { sizes } = await packStall(stall, root, { zip: zipOf(mode), trim: mode });
      return { bytes: sizes.bytes, outcome: await invokeZip(stall, zipOf(mode), node) };
    }
  });
}
