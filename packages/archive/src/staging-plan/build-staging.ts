import { posix } from "node:path";

import { byCodeUnit, pathBelow } from "@lambda-pack/model";
import type { BundlePath, InstanceId, Layout, PackageFiles, Placement, StagedEntry, Staging } from "@lambda-pack/model";

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
  const entries: StagedEntry[] = [];
  // Ordered lists, one behind the other in the order of their folders, are nearly in order: the sort merges them.
  const placements = [...layout.placements.values()].toSorted((a, b) => byCodeUnit(`${a.path}/`, `${b.path}/`));
  for (const placement of placements) addEntries(entries, placement, { prefix, filesOf });
  entries.sort((a, b) => byCodeUnit(a.path, b.path));

  let bytes = 0;
  for (const entry of entries) {
    assertBundlePath(entry.path);
    if (entry.kind === "file") bytes += entry.size;
  }
  assertDistinctNames(entries.map(({ path }) => path));
  return { entries, bytes };
}

interface Placing extends Pick<StagingOptions, "filesOf"> {
  readonly prefix: string;
}

function addEntries(entries: StagedEntry[], placement: Placement, { prefix, filesOf }: Placing): void {
  const at = pathBelow(prefix, placement.path);
  if (placement.kind === "link") {
    entries.push({ kind: "link", path: at, target: linkText(placement.path, placement.target) });
    return;
  }
  // Spreading takes ten times as long, for tens of thousands of files.
  for (const { path, mode, size, mtimeMs, ctimeMs, ino, source } of filesOf(placement.instance).files) {
    entries.push({ kind: "file", path: pathBelow(at, path), mode, size, mtimeMs, ctimeMs, ino, source });
  }
}

function linkText(from: BundlePath, to: BundlePath): string {
  const text = posix.relative(posix.dirname(`/${from}`), `/${to}`);
  return text === "" ? "." : text;
}
