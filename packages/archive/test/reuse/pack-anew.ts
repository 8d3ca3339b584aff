import { readFileSync } from "node:fs";
import { join } from "node:path";

import { writeBundle } from "@lambda-pack/archive";
import type { BundleOptions } from "@lambda-pack/archive";
import type { Staging } from "@lambda-pack/model";
import { expect } from "vitest";

import { snapshot } from "../snapshot.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";

/** Outputs of a pack that takes nothing from earlier ones, into an empty directory. */
export async function packAnew(
  staging: Staging,
  { archive, stageDir, level }: Pick<BundleOptions, "archive" | "stageDir" | "level">,
): Promise<Outputs> {
  const out = tree({});
  const options = {
    archive: archive === undefined ? undefined : join(out, "anew.zip"),
    stageDir: stageDir === undefined ? undefined : join(out, "anew"),
  };
  const { contentSha256 } = await writeBundle(staging, { ...options, level, reuse: "none" });
  return { contentSha256, ...outputsAt(options) };
}

interface Outputs {
  readonly contentSha256: string;
  readonly zip: string | undefined;
  readonly staged: readonly string[] | undefined;
}

/** What stands at the places of outputs. */
function outputsAt({ archive, stageDir }: Pick<BundleOptions, "archive" | "stageDir">): Omit<Outputs, "contentSha256"> {
  return {
    zip: archive === undefined ? undefined : readFileSync(archive, "latin1"),
    staged: stageDir === undefined ? undefined : snapshot(stageDir),
  };
}

/** Packs, and expects just what a pack that takes nothing from earlier ones would have written. Gives what had to be done. */
export async function packAsAnew(
  staging: Staging,
  options: BundleOptions,
): Promise<{ read: number; compressed: number }> {
  const { work, archive, contentSha256 } = await writeBundle(staging, options);
  const anew = await packAnew(staging, options);
  const { zip, staged } = outputsAt(options);
  expect(staged).toEqual(anew.staged);
  // Zips are long: only whether they differ is told.
  expect({ contentSha256, isSameZip: zip === anew.zip }).toEqual({
    contentSha256: anew.contentSha256,
    isSameZip: true,
  });
  expect(archive?.size).toBe(zip?.length);
  return work;
}
