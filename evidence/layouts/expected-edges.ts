import { differencesOf } from "./differences.ts";
import type { DifferenceName, Target } from "./differences.ts";

/** Every edge that Node resolves from a target's own module on, where the package manager does what the ranges say. */
const edges: Readonly<Record<Target, readonly string[]>> = {
  pilot: [
    "@harbour/chart@1.0.0 > @harbour/compass = @harbour/compass@1.0.0",
    "@harbour/chart@1.0.0 > rope = rope@2.3.0",
    "@harbour/compass@1.0.0 > @harbour/magnet = @harbour/magnet@1.0.0",
    "@harbour/compass@1.0.0 > knot = knot@1.0.0",
    "@harbour/compass@1.0.0 > rope = rope@1.2.0",
    "@harbour/compass@1.0.0 > winch = winch@1.0.0",
    "@harbour/magnet@1.0.0 > knot = knot@1.0.0",
    "@harbour/magnet@1.0.0 > rope = rope@1.2.0",
    "@harbour/magnet@1.0.0 > winch = winch@1.0.0",
    "@harbour/moon@1.0.0 > @harbour/tide = @harbour/tide@1.0.0",
    "@harbour/moon@1.0.0 > knot = knot@1.0.0",
    "@harbour/tide@1.0.0 > @harbour/moon = @harbour/moon@1.0.0",
    "@harbour/tide@1.0.0 > knot = knot@2.0.0",
    "@mast/block@1.0.0 > @mast/pulley = @mast/pulley@1.0.0",
    "@mast/block@1.0.0 > rope = rope@1.2.0",
    "@mast/pulley@1.0.0 > knot = knot@2.0.0",
    "anchor@1.0.0 > buoy = nothing",
    "anchor@1.0.0 > chain = chain@1.0.0",
    "engine@1.0.0 > @engine/aix-ppc64 = nothing",
    "engine@1.0.0 > @engine/linux-x64 = @engine/linux-x64@1.0.0",
    "engine@1.0.0 > @engine/linuxmusl-x64 = nothing",
    "fog@1.0.0 > rope = rope@1.2.0",
    "ladder@1.0.0 > rope = rope@1.2.0",
    "lantern@1.0.0 > rope = rope@2.3.0",
    "pilot@1.0.0 > @harbour/chart = @harbour/chart@1.0.0",
    "pilot@1.0.0 > @harbour/tide = @harbour/tide@1.0.0",
    "pilot@1.0.0 > @mast/block = @mast/block@1.0.0",
    "pilot@1.0.0 > anchor = anchor@1.0.0",
    "pilot@1.0.0 > chain = chain@1.0.0",
    "pilot@1.0.0 > engine = engine@1.0.0",
    "pilot@1.0.0 > fog = fog@1.0.0",
    "pilot@1.0.0 > hawser = rope@1.2.0",
    "pilot@1.0.0 > knot = knot@2.0.0",
    "pilot@1.0.0 > ladder = ladder@1.0.0",
    "pilot@1.0.0 > lantern = lantern@1.0.0",
    "pilot@1.0.0 > rope = rope@2.3.0",
    "pilot@1.0.0 > strongbox = strongbox@1.0.0",
    "pilot@1.0.0 > wave = wave@1.0.0",
    "pilot@1.0.0 > whistle = whistle@1.0.0",
    "pilot@1.0.0 > winch = winch@1.0.0",
    "rope@1.2.0 > knot = knot@1.0.0",
    "rope@2.3.0 > knot = knot@2.0.0",
    "strongbox@1.0.0 > knot = knot@2.0.0",
    "wave@1.0.0 > wind = wind@1.0.0",
    "whistle@1.0.0 > knot = knot@1.0.0",
    "winch@1.0.0 > knot = knot@1.0.0",
    "winch@1.0.0 > rope = rope@1.2.0",
    "wind@1.0.0 > wave = wave@1.0.0",
  ],
  regatta: [
    "@harbour/dinghy@1.0.0 > sail = sail@1.0.0",
    "@harbour/dinghy@1.0.0 > spar = spar@1.0.0",
    "@harbour/ketch@1.0.0 > sail = sail@1.0.0",
    "@harbour/ketch@1.0.0 > spar = spar@2.0.0",
    "regatta@1.0.0 > @harbour/dinghy = @harbour/dinghy@1.0.0",
    "regatta@1.0.0 > @harbour/ketch = @harbour/ketch@1.0.0",
    "sail@1.0.0 > spar = spar@1.0.0",
    "sail@1.0.0 > spar = spar@2.0.0",
  ],
  warehouse: [
    "crate@1.0.0 > lid = lid@1.0.1-mended",
    "warehouse@1.0.0 > crate = crate@1.0.0",
    "warehouse@1.0.0 > lid = lid@1.5.0",
  ],
};

/** The edges of a target in a layout with these differences: in place, or in the bundle, where some do not show. */
export function expectedEdges(
  target: Target,
  names: readonly DifferenceName[],
  where: "in place" | "in the bundle",
): readonly string[] {
  const shown = differencesOf(names, target).filter(({ files }) => where === "in place" || files !== undefined);
  const missing = new Set(shown.flatMap((difference) => difference.edges.missing));
  const instead = shown.flatMap((difference) => difference.edges.instead);
  return [...edges[target].filter((edge) => !missing.has(edge)), ...instead].toSorted();
}
