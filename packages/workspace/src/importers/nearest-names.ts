import { byCodeUnit } from "@lambda-pack/model";
import { editDistance } from "./edit-distance.ts";

/** At most three of the known names that may have been meant, nearest first; case and scopes do not count. */
export function nearestNames(name: string, known: readonly string[]): readonly string[] {
  const limit = Math.max(1, Math.floor(name.length / 3));
  return [...new Set(known)]
    .map((full) => ({ full, distance: Math.min(distanceOf(name, full), distanceOf(name, unscoped(full))) }))
    .filter(({ full, distance }) => distance <= limit && 2 * distance < full.length)
    .toSorted((a, b) => a.distance - b.distance || byCodeUnit(a.full, b.full))
    .slice(0, 3)
    .map(({ full }) => full);
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

function unscoped(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}
