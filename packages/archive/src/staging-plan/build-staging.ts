import { posix } from "node:path";

import { byCodeUnit, foldersAbove, PackError, pathBelow } from "@lambda-pack/model";
import type { BundlePath, InstanceId, Layout, PackageFiles, Placement, StagedEntry, Staging } from "@lambda-pack/model";

import { findCollisions } from "./find-collisions.ts";
import type { Collision } from "./find-collisions.ts";
import { assertBundlePath } from "./name-fault.ts";

export interface StagingOptions {
  readonly layout: Layout;
  readonly filesOf: (instance: InstanceId) => PackageFiles;
  /** Directory of the bundle to put all of it under, without a slash at its end: `opt/function`. */
  readonly prefix?: string | undefined;
  /** Whether the user can rename the files of an instance. All can be, unless given. */
  readonly isOwn?: ((instance: InstanceId) => boolean) | undefined;
}

export interface BuiltStaging extends Staging {
  /** Names that Lambda's file system tells apart and others do not, without the prefix; each with the directory of its package. */
  readonly collisions: readonly NameCollision[];
}

export interface NameCollision {
  readonly paths: Collision;
  readonly places: readonly [Placement, Placement];
}

/**
 * Every file of every placement at its path in the bundle, ordered by code unit. Fails for names that cannot travel, and for two
 * in one directory of the user's own that some file systems cannot tell apart.
 */
export function buildStaging(options: StagingOptions): BuiltStaging {
  const { layout, filesOf, prefix = "" } = options;
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
  const collisions = findCollisions(entries.map(({ path }) => path)).map((paths) => placed(paths, options));
  for (const collision of collisions) assertBearable(collision, options);
  return { entries, bytes, collisions };
}

function placed(paths: Collision, { layout, prefix = "" }: StagingOptions): NameCollision {
  const [first, second] = paths.map((path) => path.slice(prefix === "" ? 0 : prefix.length + 1));
  const inside = [first ?? "", second ?? ""] as const;
  return { paths: inside, places: [placeOf(inside[0], layout), placeOf(inside[1], layout)] };
}

/** The deepest placement that a path is, or lies in. */
function placeOf(path: string, { placements }: Layout): Placement {
  for (const folder of foldersAbove(path)) {
    const placement = placements.get(folder as BundlePath);
    if (placement !== undefined) return placement;
  }
  throw new Error(`${path} lies in no package of the layout`);
}

/** Throws for what the user can rename, and for what no file system can hold. */
function assertBearable({ paths, places }: NameCollision, { isOwn = () => true }: StagingOptions): void {
  const [[first, second], [one, other]] = [paths, places];
  const isSame = first === second || second.startsWith(`${first}/`);
  if (!isSame && (one.path !== other.path || !isOwn(one.instance))) return;
  throw new PackError(
    "FILE_NAMES_COLLIDE",
    `${JSON.stringify(first)} and ${JSON.stringify(second)} are the same name on file systems that ignore case or Unicode normalization.`,
    { hint: "Rename one of them, or exclude it.", details: { paths: [first, second] } },
  );
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
  for (const { path, mode, size, mtimeMs, ctimeMs, ino, dev, source } of filesOf(placement.instance).files) {
    entries.push({ kind: "file", path: pathBelow(at, path), mode, size, mtimeMs, ctimeMs, ino, dev, source });
  }
}

function linkText(from: BundlePath, to: BundlePath): string {
  const text = posix.relative(posix.dirname(`/${from}`), `/${to}`);
  return text === "" ? "." : text;
}
