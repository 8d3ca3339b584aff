import { isDeepStrictEqual } from "node:util";
import type { Problem } from "@lambda-pack/model";
import { differencesOf } from "./differences.ts";
import type { Difference, Target } from "./differences.ts";
import type { Layout } from "./layout.ts";
import { layouts } from "./layouts.ts";

/** The named differences of a layout that show in a target's bundle. */
export function shownIn(layout: Layout, target: Target): readonly Difference[] {
  return differencesOf(layout.differences, target).filter(({ files }) => files !== undefined);
}

/** What a pack of the target tells in this layout, and nothing else. */
export function expectedProblems(layout: Layout, target: Target): readonly Problem[] {
  const own = shownIn(layout, target).flatMap(({ problems }) => problems ?? []);
  return [...own, ...(target === "pilot" ? [displacedByPilot] : [])];
}

/** The pilot has versions of its own, below which others lie in one place each, in every layout. */
const displacedByPilot: Problem = { kind: "links-in-bundle", links: 11, packages: ["knot@1.0.0", "rope@1.2.0"] };

/** The first layout in which a target's bundle shows just these differences: all others of that kind must be equal to it. */
export function comparedWith(target: Target, shown: readonly Difference[]): Layout {
  const found = layouts.find((layout) => isDeepStrictEqual(shownIn(layout, target), shown));
  if (found === undefined) throw new Error(`no layout of ${target} can be compared with`);
  return found;
}
