import type { Spot } from "./lay-out-boxes.ts";

/**
 * The box that a key leads to from another one, as in any tree: up and down among those in the same box, right into it, left
 * out of it. `inside` where the boxes in it are not drawn.
 */
export function neighbourOf(spots: readonly Spot[], index: number, key: string): number | "inside" | undefined {
  const spot = spots[index];
  if (spot === undefined) return undefined;
  const siblings = [...spots.keys()].filter((each) => spots[each]?.parent === spot.parent);
  const place = siblings.indexOf(index);
  if (key === "ArrowDown") return siblings[place + 1];
  if (key === "ArrowUp") return siblings[place - 1];
  if (key === "Home") return siblings[0];
  if (key === "End") return siblings.at(-1);
  if (key === "ArrowLeft") return spot.parent === undefined ? undefined : spots.indexOf(spot.parent);
  if (key !== "ArrowRight" || spot.box.children.length === 0) return undefined;
  return spot.open ? index + 1 : "inside";
}
