import { posix } from "node:path";

import {
  byCodeUnit,
  type BundlePath,
  type InstanceId,
  type Layout,
  type PackageFiles,
  type Placement,
  type StagedEntry,
  type Staging,
} from "@lambda-pack/model";

import { assertDistinctNames } from "./assert-distinct-names.ts";
import { assertBundlePath } from "./name-fault.ts";

export interface StagingOptions {
  readonly layout: Layout;
  readonly filesOf: (instance: InstanceId) => PackageFiles;
  /** Directory of the bundle to put all of it under, without a slash at its end: `opt/function`. */
  readonly prefix?: string | undefined;
}

/** Every file of every placement at its path in the bundle, ordered by code unit. Fails for names that cannot travel. */
export function buildStaging({ layout, filesOf, prefix = "" }: StagingOptions): Staging {
  const entries = [...layout.placements.values()]
    .flatMap((placement) => placementEntries(placement, { prefix, filesOf }))
    .toSorted((a, b) => byCodeUnit(a.path, b.path));
  for (const { path } of entries) assertBundlePath(path);
  assertDistinctNames(entries.map(({ path }) => path));
  return { entries, bytes: entries.reduce((sum, entry) => sum + (entry.kind === "file" ? entry.size : 0), 0) };
}

interface Placing extends Pick<StagingOptions, "filesOf"> {
  readonly prefix: string;
}

function placementEntries(placement: Placement, { prefix, filesOf }: Placing): readonly StagedEntry[] {
  const at = below(prefix, placement.path);
  if (placement.kind === "link")
    return [{ kind: "link", path: at, target: linkText(placement.path, placement.target) }];
  return filesOf(placement.instance).files.map((file) => ({ ...file, kind: "file", path: below(at, file.path) }));
}

function linkText(from: BundlePath, to: BundlePath): string {
  const text = posix.relative(posix.dirname(`/${from}`), `/${to}`);
  return text === "" ? "." : text;
}

function below(dir: string, path: string): string {
  return dir === "" || path === "" ? `${dir}${path}` : `${dir}/${path}`;
}
