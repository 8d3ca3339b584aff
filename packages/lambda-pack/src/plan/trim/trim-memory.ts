import { createHash } from "node:crypto";
import type { Bundle, StagedFile, Staging } from "@lambda-pack/model";
import type { TrimPlan } from "@lambda-pack/trim";
import { handlersOf } from "../../config/effective-options.ts";
import type { EffectiveOptions } from "../../config/effective-options.ts";
import type { FoundRecord, MadePlan } from "./memory-file.ts";
import type { OpenedSources } from "./open-sources.ts";
import { packPlan, unpackPlan } from "./pack-plan.ts";

/** What an earlier trim of the same output has left. */
export interface TrimMemory extends FoundRecord {
  /** Tells the digests of files that are what an earlier pack has read. */
  readonly openDigests: (staging: Staging) => (file: StagedFile) => string | undefined;
}

/**
 * The plan of an earlier trim, where all that it was made of is the same: the bundle, the settings, and each file that was read. A file
 * that was left out may have changed, since nothing of it was looked at but its name and its size.
 */
export async function recallPlan(
  whole: Bundle,
  structure: string,
  { made, sources }: Pick<FoundRecord, "made"> & { readonly sources: OpenedSources },
): Promise<TrimPlan | undefined> {
  if (made?.structure !== structure) return undefined;
  const files = new Map(whole.entries.flatMap((entry) => (entry.kind === "file" ? [[entry.path, entry]] : [])));
  for (const [path, digest] of made.contents) {
    const known = sources.digestOf({ path });
    if (known !== undefined && known !== digest) return undefined;
  }
  for (const [path, digest] of made.contents) {
    const file = files.get(path);
    if (file === undefined) return undefined;
    if (sources.digestOf(file) === undefined) await sources.read(file);
    if (sources.digestOf(file) !== digest) return undefined;
  }
  return unpackPlan(whole, made.plan);
}

/** What a plan was made of, for the next trim. */
export function rememberPlan(
  whole: Bundle,
  plan: TrimPlan,
  { structure, sources }: { readonly structure: string; readonly sources: OpenedSources },
): MadePlan {
  const contents = whole.entries.flatMap(({ path }) => {
    const digest = sources.digests.get(path);
    return digest === undefined ? [] : [[path, digest] as const];
  });
  return { structure, contents, plan: packPlan(whole, plan) };
}

/** SHA-256 of all that decides what a trim leaves, but for what files say. */
export function structureOf({ root, target, entries, packages, places }: Bundle, options: EffectiveOptions): string {
  const { trim, runtime, arch } = options;
  const digest = createHash("sha256");
  digest.update(
    JSON.stringify({ root, target, trim, runtime, arch, handlers: handlersOf(options), places: [...places] }),
  );
  for (const { paths, edges, ...one } of packages.values()) digest.update(JSON.stringify([one, paths, edges]));
  for (const entry of entries) {
    const { kind, path } = entry;
    digest.update(kind === "file" ? `${path}\0${entry.mode}\0${entry.size}\n` : `${path}\0${entry.target}\n`);
  }
  return digest.digest("base64url");
}
