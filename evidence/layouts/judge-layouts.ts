import { isDeepStrictEqual } from "node:util";
import { comparedWith, expectedProblems, shownIn } from "./compared-with.ts";
import { targets } from "./differences.ts";
import type { Target } from "./differences.ts";
import { expectedEdges } from "./expected-edges.ts";
import type { Layout } from "./layout.ts";
import type { PackedTarget } from "./pack-harbour.ts";

/** What came of one layout: each target's bundle, or nothing where a target could not be packed. */
export type Bundles = Readonly<Record<Target, PackedTarget | undefined>>;

/** `named`: as every other layout with the same named differences. */
export type Sameness = "same" | "named" | "other";

export interface Judgement {
  readonly layout: Layout;
  /** Whether the command ends well for each target, and tells the problems that it should and no other. */
  readonly packs: boolean;
  /** Whether, out of the bundle, every edge leads to the version that it leads to in place. */
  readonly versions: boolean;
  readonly zips: Readonly<Record<Target, Sameness>>;
}

/** Holds what every layout gave against what the others gave. */
export function judgeLayouts(bundles: ReadonlyMap<Layout, Bundles>): readonly Judgement[] {
  const sha256 = (layout: Layout, target: Target): string | undefined => bundles.get(layout)?.[target]?.sha256;
  const sameness = (layout: Layout, target: Target): Sameness => {
    const own = sha256(layout, target);
    const shown = shownIn(layout, target);
    if (own === undefined || own !== sha256(comparedWith(target, shown), target)) return "other";
    return shown.length === 0 ? "same" : "named";
  };
  return [...bundles].map(([layout, packed]) => ({
    layout,
    packs: targets.every((target) => {
      const told = packed[target]?.problems.map(({ kind }) => kind);
      return isDeepStrictEqual(
        told,
        expectedProblems(layout, target).map(({ kind }) => kind),
      );
    }),
    versions: targets.every((target) =>
      isDeepStrictEqual(packed[target]?.answer, expectedEdges(target, layout.differences, "in the bundle")),
    ),
    zips: {
      pilot: sameness(layout, "pilot"),
      regatta: sameness(layout, "regatta"),
      warehouse: sameness(layout, "warehouse"),
    },
  }));
}
