import { byCodeUnit } from "@lambda-pack/model";
import type { Closure, Layout, LinkMode } from "@lambda-pack/model";
import { chooseRootWinners } from "./choose-root-winners.ts";
import { planCopies } from "./plan-copies.ts";
import { planDirectories } from "./plan-directories.ts";

/**
 * A layout for which `checkLayout` is empty: one directory for each instance and links to it, or copies and no links. Depends on
 * nothing but the closure, not even on the order of its instances.
 */
export function planLayout(closure: Closure, links: LinkMode = "auto"): Layout {
  const winners = chooseRootWinners(closure);
  const placements = links === "auto" ? planDirectories(closure, winners) : planCopies(closure, winners);
  const sorted = placements.toSorted((a, b) => byCodeUnit(a.path, b.path));
  return { target: closure.target, links, placements: new Map(sorted.map((one) => [one.path, one])) };
}
