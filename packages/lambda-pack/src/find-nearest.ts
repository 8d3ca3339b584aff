import { closestMatch } from "leven";

/** The candidate that the user most likely meant; undefined when none is near. */
export function findNearest(text: string, candidates: readonly string[]): string | undefined {
  const lower = text.toLowerCase();
  const same = candidates.find((candidate) => candidate.toLowerCase() === lower);
  return same ?? closestMatch(text, candidates, { maxDistance: Math.floor(text.length / 3) });
}

/** A question to put behind a sentence about an unknown name; empty when nothing is near. */
export function didYouMean(text: string, candidates: readonly string[], show = (name: string) => name): string {
  const nearest = findNearest(text, candidates);
  return nearest === undefined ? "" : ` (did you mean ${show(nearest)}?)`;
}
