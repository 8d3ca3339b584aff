import { byCodeUnit } from "@lambda-pack/model";
import leven from "leven";

/** At most three of the known package names that may have been meant, nearest first; scopes may be left out. */
export function nearestNames(name: string, known: readonly string[]): readonly string[] {
  const limit = Math.max(2, Math.floor(name.length / 3));
  return [...new Set(known)]
    .map((full) => ({ full, distance: Math.min(leven(name, full), leven(name, full.slice(full.indexOf("/") + 1))) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance || byCodeUnit(a.full, b.full))
    .slice(0, 3)
    .map(({ full }) => full);
}
