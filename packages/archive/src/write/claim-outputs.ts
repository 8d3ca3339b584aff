import type { Archive, Staging } from "@lambda-pack/model";

import { wayInside } from "../disk/way-inside.ts";
import { diskFileSystem } from "../disk/file-system.ts";
import { keepClaim, removeClaim, writeClaim } from "../ownership/claim.ts";
import type { ClaimPlace } from "../ownership/claim.ts";
import { readKnownPaths } from "../ownership/known-output.ts";
import type { WritingPlan } from "./plan-writing.ts";
import type { BundleOptions } from "./bundle-options.ts";
import type { StagingWriter } from "../staging/write-staging.ts";

interface Claiming {
  readonly plan: WritingPlan;
  readonly options: Pick<BundleOptions, "archive" | "stageDir" | "fs">;
  /** What is written. */
  readonly outputs: { readonly zip: unknown; readonly tar: unknown; readonly stage: StagingWriter | undefined };
}

/** Says what is about to be put in place. In the directory of outputs a staging directory needs no claim. */
export async function claimOutputs(
  { entries }: Staging,
  { archive, ...claiming }: Claiming & { readonly archive: Archive | undefined },
): Promise<void> {
  const { plan, outputs } = claiming;
  const { archivePlace, stagePlace } = placesOf(claiming);
  if (archive !== undefined && archivePlace !== undefined)
    await writeClaim({ archive: { size: archive.size, sha256: archive.sha256 } }, archivePlace);
  if (outputs.stage === undefined || stagePlace === undefined) return;
  const earlier = readKnownPaths(stagePlace.output, plan.pool) ?? [];
  const paths = new Set([...earlier, ...entries.map(({ path }) => path)]);
  await writeClaim({ directories: outputs.stage.inodes(), paths }, stagePlace);
}

/** The indexes are written; a tar has no other index than the claim. */
export async function settleClaims(claiming: Claiming): Promise<void> {
  const { archivePlace, stagePlace } = placesOf(claiming);
  if (archivePlace !== undefined)
    await (claiming.outputs.tar === undefined ? removeClaim(archivePlace) : keepClaim(archivePlace));
  if (stagePlace !== undefined) await removeClaim(stagePlace);
}

interface ClaimPlaces {
  readonly archivePlace: ClaimPlace | undefined;
  readonly stagePlace: ClaimPlace | undefined;
}

/** Of the outputs that are written. */
function placesOf({ plan: { pool }, options, outputs }: Claiming): ClaimPlaces {
  const { archive, stageDir, fs = diskFileSystem } = options;
  const isWritten = outputs.zip !== undefined || outputs.tar !== undefined;
  const isClaimed =
    outputs.stage !== undefined && pool !== undefined && wayInside(pool, stageDir ?? pool) === undefined;
  return {
    archivePlace: archive === undefined || !isWritten ? undefined : { output: archive, pool, fs },
    stagePlace: stageDir === undefined || !isClaimed ? undefined : { output: stageDir, pool, fs },
  };
}
