import { setImmediate as nextTurn } from "node:timers/promises";
import { byCodeUnit, throwIfInterrupted } from "@lambda-pack/model";
import type { Bundle, BundleEntry } from "@lambda-pack/model";
import type { ComparedEntry, FileDifference } from "./bundle-difference.ts";
import { linkedPackage } from "../package-links.ts";
import { compareEntries } from "./compare-entries.ts";
import { octalMode } from "./octal-mode.ts";
import type { Sides } from "./side.ts";

/** Files that are compared before whatever waits, such as an interruption, gets its turn. */
const TURN = 64;

/** Every path at which two bundles differ, ordered by path. One file of each is in memory at a time. */
export async function compareFiles(sides: Sides, signal?: AbortSignal): Promise<readonly FileDifference[]> {
  const [a, b] = sides;
  const after = new Map(b.bundle.entries.map((entry) => [entry.path, entry]));
  const before = new Set(a.bundle.entries.map(({ path }) => path));
  const differences: FileDifference[] = b.bundle.entries
    .filter(({ path }) => !before.has(path))
    .map((entry) => ({ kind: "added", path: entry.path, after: comparedEntry(entry, b.bundle) }));
  for (const [index, entry] of a.bundle.entries.entries()) {
    if (index % TURN === 0) await nextTurn();
    throwIfInterrupted(signal);
    const difference = await differenceOf(entry, after.get(entry.path), sides);
    if (difference !== undefined) differences.push(difference);
  }
  return differences.toSorted((one, other) => byCodeUnit(one.path, other.path));
}

async function differenceOf(
  entry: BundleEntry,
  counterpart: BundleEntry | undefined,
  sides: Sides,
): Promise<FileDifference | undefined> {
  const [a, b] = sides;
  const { path } = entry;
  const before = comparedEntry(entry, a.bundle);
  if (counterpart === undefined) return { kind: "removed", path, before };
  const changes = await compareEntries(entry, counterpart, sides);
  if (changes.length === 0) return undefined;
  return { kind: "changed", path, before, after: comparedEntry(counterpart, b.bundle), changes };
}

function comparedEntry(entry: BundleEntry, bundle: Bundle): ComparedEntry {
  const owner = linkedPackage(entry, bundle) ?? bundle.places.get(entry.place) ?? bundle.target;
  return entry.kind === "link"
    ? { kind: "link", package: owner, target: entry.target }
    : { kind: "file", package: owner, bytes: entry.size, mode: octalMode(entry.mode) };
}
