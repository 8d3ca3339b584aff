import { formatCount } from "./format-count.ts";

/** Longer ones are generated; libraries of globs take no longer ones either. */
export const MAX_PATTERN_CHARACTERS = 10_000;

/** What braces may stand for: libraries write each one out, and the time of each match grows with them. */
export const MAX_PATTERN_ALTERNATIVES = 1000;

/** Brackets of all kinds in one another. */
export const MAX_PATTERN_DEPTH = 20;

/** Why a glob is not to be given to a library, as a phrase that follows it: `stands for more than 1,000 patterns`. */
export function patternFault(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN_CHARACTERS) {
    return `has ${formatCount(pattern.length)} characters, and may have ${formatCount(MAX_PATTERN_CHARACTERS)}`;
  }
  if (depthOf(pattern) > MAX_PATTERN_DEPTH) {
    return `has more than ${MAX_PATTERN_DEPTH} brackets in one another`;
  }
  if (countAlternatives(pattern) > MAX_PATTERN_ALTERNATIVES) {
    return `stands for more than ${formatCount(MAX_PATTERN_ALTERNATIVES)} patterns`;
  }
  return undefined;
}

/** A pattern as messages show it: on one line that can be read. */
export function shownPattern(pattern: string): string {
  return JSON.stringify(pattern.length > MAX_SHOWN ? `${pattern.slice(0, MAX_SHOWN)}…` : pattern);
}

const MAX_SHOWN = 60;

function depthOf(pattern: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [text] of pattern.matchAll(/\\[^]|[{(})]/gu)) {
    if (text === "{" || text === "(") deepest = Math.max(deepest, (depth += 1));
    else if (text === "}" || text === ")") depth = Math.max(0, depth - 1);
  }
  return deepest;
}

/** At least as many as the braces stand for, by counting: `{a,b}{1..3}` is six. */
function countAlternatives(pattern: string): number {
  const open: { done: number; current: number }[] = [{ done: 0, current: 1 }];
  for (const [text, from, to, step] of pattern.matchAll(
    /\\[^]|[{},]|(-?\d+|[a-z])\.\.(-?\d+|[a-z])(?:\.\.(-?\d+))?/giu,
  )) {
    const top = open.at(-1);
    if (top === undefined) break;
    if (text === "{") open.push({ done: 0, current: 1 });
    else if (text === "}" && open.length > 1) {
      open.pop();
      const outer = open.at(-1);
      if (outer !== undefined) outer.current *= top.done + top.current;
    } else if (text === "," && open.length > 1) {
      top.done += top.current;
      top.current = 1;
    } else if (open.length > 1 && from !== undefined && to !== undefined) {
      top.current *= rangeLength(from, to, step);
    }
  }
  // A brace that nothing closes stands for itself.
  return open.reduce((product, { done, current }) => product * Math.max(1, done, current), 1);
}

function rangeLength(from: string, to: string, step = "1"): number {
  return Math.floor(Math.abs(placeOf(to) - placeOf(from)) / Math.max(1, Math.abs(Number(step)))) + 1;
}

function placeOf(text: string): number {
  return /^-?\d/u.test(text) ? Number(text) : (text.codePointAt(0) ?? 0);
}
