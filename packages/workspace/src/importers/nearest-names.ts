import { byCodeUnit } from "@lambda-pack/model";
import { editDistance } from "./edit-distance.ts";

/**
 * At most three of the known names that may have been meant, nearest first; case does not count, nor does a scope that only one of
 * both has. What stands before the last slash and what stands behind it are compared each for itself: names of one scope are not
 * alike for that.
 */
export function nearestNames(name: string, known: readonly string[]): readonly string[] {
  return [...new Set(known)]
    .map((full) => ({ full, distance: distanceBetween(name, full) }))
    .filter(({ distance }) => distance !== undefined)
    .toSorted((a, b) => (a.distance ?? 0) - (b.distance ?? 0) || byCodeUnit(a.full, b.full))
    .slice(0, 3)
    .map(({ full }) => full);
}

/** Undefined where they are not alike. */
function distanceBetween(name: string, full: string): number | undefined {
  const [asked, other] = [split(name), split(full)];
  const base = likeness(asked.base, other.base);
  if (base === undefined || asked.start === "" || other.start === "") return base;
  const start = likeness(asked.start, other.start);
  return start === undefined ? undefined : base + start;
}

function likeness(asked: string, other: string): number | undefined {
  const distance = distanceOf(asked, other);
  const limit = Math.max(1, Math.floor(asked.length / 3));
  return distance === 0 || (distance <= limit && 2 * distance < other.length) ? distance : undefined;
}

/** At the last slash. */
function split(name: string): { readonly start: string; readonly base: string } {
  const end = name.lastIndexOf("/");
  return { start: name.slice(0, Math.max(end, 0)), base: name.slice(end + 1) };
}

/** Edits that lead from one to the other; letters in another order are one mistake, however many are moved. */
function distanceOf(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  const edits = editDistance(x, y);
  return edits > 1 && sorted(x) === sorted(y) ? 1 : edits;
}

function sorted(text: string): string {
  return Array.from(text).toSorted(byCodeUnit).join("");
}
