import { byCodeUnit } from "@lambda-pack/model";
import type { Bundle, BundleEntry } from "@lambda-pack/model";
import { throwIfStopped } from "../zip/throw-if-stopped.ts";
import type { ComparedEntry, FileDifference } from "./bundle-difference.ts";
import { compareEntries } from "./compare-entries.ts";
import { octalMode } from "./octal-mode.ts";
import type { Side } from "./side.ts";

/** How many files of each side are in memory at once. */
const BATCH = 16;

/** Every path at which two bundles differ, ordered by path. */
export async function compareFiles(sides: readonly [Side, Side], signal?: AbortSignal): Promise<FileDifference[]> {
  const [a, b] = sides;
  const after = new Map(b.bundle.entries.map((entry) => [entry.path, entry]));
  const before = new Set(a.bundle.entries.map(({ path }) => path));
  const differences: FileDifference[] = b.bundle.entries
    .filter(({ path }) => !before.has(path))
    .map((entry) => ({ kind: "added", path: entry.path, after: comparedEntry(entry, b.bundle) }));
  for (let start = 0; start < a.bundle.entries.length; start += BATCH) {
    throwIfStopped(signal);
    const batch = a.bundle.entries.slice(start, start + BATCH);
    const found = await Promise.all(batch.map(async (entry) => differenceOf(entry, after.get(entry.path), sides)));
    differences.push(...found.flat());
  }
  return differences.toSorted((one, other) => byCodeUnit(one.path, other.path));
}

async function differenceOf(
  entry: BundleEntry,
  counterpart: BundleEntry | undefined,
  sides: readonly [Side, Side],
): Promise<readonly FileDifference[]> {
  const [a, b] = sides;
  const { path } = entry;
  const before = comparedEntry(entry, a.bundle);
  if (counterpart === undefined) return [{ kind: "removed", path, before }];
  const changes = await compareEntries(entry, counterpart, sides);
  return changes.length === 0
    ? []
    : [{ kind: "changed", path, before, after: comparedEntry(counterpart, b.bundle), changes }];
}

function comparedEntry(entry: BundleEntry, { places, target }: Bundle): ComparedEntry {
  const owner = places.get(entry.place) ?? target;
  return entry.kind === "link"
    ? { kind: "link", package: owner, target: entry.target }
    : { kind: "file", package: owner, bytes: entry.size, mode: octalMode(entry.mode) };
}
