import { nearestNames } from "@lambda-pack/workspace";

/** A question to put behind a sentence about an unknown name; empty when nothing is near. */
export function didYouMean(text: string, candidates: readonly string[], show = (name: string) => name): string {
  const [nearest] = nearestNames(text, candidates);
  return nearest === undefined ? "" : ` (did you mean ${show(nearest)}?)`;
}
