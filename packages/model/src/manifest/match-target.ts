/** What `exports` and `imports` give for one subpath; `invalid` where Node refuses the package.json at this place. */
export type TargetMatch =
  | { readonly kind: "target"; readonly target: string }
  | { readonly kind: "none" }
  | { readonly kind: "invalid" };

export interface TargetQuery {
  /** A subpath that begins with a dot, or a name that begins with `#`. */
  readonly key: string;
  readonly conditions: ReadonlySet<string>;
  /** `imports` may name other packages; `exports` only own files. */
  readonly internal: boolean;
}

type Found = string | null | undefined;

/** Conditions and lists within each other, of which packages have three; Node exhausts its stack after some thousands. */
const MAX_TARGET_DEPTH = 100;

/** What is the same for all targets of one key. */
interface Picking extends TargetQuery {
  readonly filling: string;
}

/** Node throws here; an array of targets goes on to its next one then. */
class InvalidTarget extends Error {}

/**
 * PACKAGE_IMPORTS_EXPORTS_RESOLVE of Node's "Modules: ECMAScript modules":
 * 1. a key that is the subpath itself, without a star, decides;
 * 2. else the key with a star whose part before the star is longest, then the longest key;
 * 3. its target: a string with the star filled in; the first object key among the conditions that gives something; the first
 *    of an array that is valid; null forbids.
 */
export function matchTarget(map: unknown, query: TargetQuery): TargetMatch {
  try {
    const found = matchKey(query.internal ? map : subpathsOf(map), query);
    return found === undefined || found === null ? { kind: "none" } : { kind: "target", target: found };
  } catch (error) {
    if (error instanceof InvalidTarget) return { kind: "invalid" };
    throw error;
  }
}

/** `exports` may be the target of `.` alone. */
function subpathsOf(map: unknown): unknown {
  if (!isMap(map)) return { ".": map };
  const keys = Object.keys(map);
  const dotted = keys.filter((key) => key.startsWith(".")).length;
  if (dotted > 0 && dotted < keys.length) throw new InvalidTarget();
  return dotted === 0 ? { ".": map } : map;
}

function matchKey(map: unknown, query: TargetQuery): Found {
  if (!isMap(map)) return undefined;
  const { key } = query;
  if (Object.hasOwn(map, key) && !key.includes("*") && !key.endsWith("/"))
    return pick(map[key], { ...query, filling: "" });
  const best = Object.keys(map)
    .filter((pattern) => matchesPattern(pattern, key))
    .toSorted(byPrecedence)[0];
  if (best === undefined) return undefined;
  const star = best.indexOf("*");
  return pick(map[best], { ...query, filling: key.slice(star, key.length - (best.length - star - 1)) });
}

function matchesPattern(pattern: string, key: string): boolean {
  const star = pattern.indexOf("*");
  if (star === -1 || pattern.lastIndexOf("*") !== star) return false;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return key.length >= pattern.length && key.startsWith(before) && key.endsWith(after);
}

function byPrecedence(a: string, b: string): number {
  return b.indexOf("*") - a.indexOf("*") || b.length - a.length;
}

function pick(target: unknown, query: Picking, depth = 0): Found {
  if (typeof target === "string") return fill(target, query);
  if (target === null) return null;
  if (depth > MAX_TARGET_DEPTH) throw new InvalidTarget();
  if (Array.isArray(target)) return pickFirst(target, query, depth + 1);
  if (!isMap(target)) throw new InvalidTarget();
  const keys = Object.keys(target);
  if (keys.some((key) => /^(?:0|[1-9]\d*)$/u.test(key))) throw new InvalidTarget();
  for (const key of keys) {
    if (key !== "default" && !query.conditions.has(key)) continue;
    const found = pick(target[key], query, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function pickFirst(targets: readonly unknown[], query: Picking, depth: number): Found {
  let last: null | undefined | InvalidTarget = targets.length === 0 ? null : undefined;
  for (const target of targets) {
    try {
      const found = pick(target, query, depth);
      if (found === undefined) continue;
      if (found !== null) return found;
      last = null;
    } catch (error) {
      if (!(error instanceof InvalidTarget)) throw error;
      last = error;
    }
  }
  if (last instanceof InvalidTarget) throw last;
  return last;
}

function fill(target: string, { filling, internal }: Picking): string {
  if (!target.startsWith("./")) {
    // `node:fs` is a URL as well, and refused: it has to be `fs`.
    if (!internal || target.startsWith("../") || target.startsWith("/") || URL.canParse(target))
      throw new InvalidTarget();
  } else if (hasForbiddenSegment(target.slice(2))) throw new InvalidTarget();
  if (filling !== "" && hasForbiddenSegment(filling)) throw new InvalidTarget();
  return target.replaceAll("*", () => filling);
}

/** Targets may not leave the package, nor enter packages below it; written with `%2e` as little. */
function hasForbiddenSegment(path: string): boolean {
  // oxlint-disable-next-line require-unicode-regexp -- with `u`, `i` takes ſ and the Kelvin sign for s and k.
  return path.split(/[/\\]/u).some((segment) => /^(?:\.|\.\.|node_modules)$/i.test(decoded(segment)));
}

function decoded(segment: string): string {
  return segment.replaceAll(/%[0-9a-f]{2}/giu, (code) => String.fromCodePoint(Number.parseInt(code.slice(1), 16)));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
