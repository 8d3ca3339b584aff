import { findCoverage, findLeftover } from "../left-out/find-leftover.ts";
import type { Candidate } from "../walk/candidate.ts";
import type { ListOptions } from "./list-options.ts";
import { matcherOf } from "./matcher-of.ts";

export interface Parted {
  readonly content: readonly Candidate[];
  readonly leftovers: readonly Candidate[];
}

/**
 * Parts what tools have left in an importer's folder from its content. What a manifest names is content: an entry point lies in
 * it, or `files` names it itself, and not only a folder that it is in or a pattern that matches everything.
 */
export function partLeftovers(candidates: readonly Candidate[], options: ListOptions): Parted {
  const coverage = findCoverage(candidates.map(({ path }) => path));
  const partOf = (path: string) => findLeftover(path) ?? (path.split("/", 1)[0] === coverage ? coverage : undefined);
  if (!candidates.some(({ path }) => partOf(path) !== undefined)) return { content: candidates, leftovers: [] };
  const isContent = namedAsContent(options, partOf);
  const isLeftover = ({ path }: Candidate) => {
    const part = partOf(path);
    return part !== undefined && !isContent(path, part);
  };
  return {
    content: candidates.filter((each) => !isLeftover(each)),
    leftovers: candidates.filter(isLeftover),
  };
}

/** The names of what is left over, each once, for one package. */
export function leftoverNames(leftovers: readonly Candidate[]): readonly string[] {
  return [...new Set(leftovers.map(({ path }) => findLeftover(path) ?? path.split("/", 1)[0] ?? path))];
}

function namedAsContent(
  { manifest, handlers = [] }: ListOptions,
  partOf: (path: string) => string | undefined,
): (path: string, part: string) => boolean {
  const entries = [manifest.main, manifest.browser, ...manifest.bin, ...handlers].map((path) => path && plain(path));
  const parts = new Set(entries.map((path) => path && partOf(path)));
  const globs = (manifest.files ?? [])
    .filter((pattern) => !pattern.startsWith("!"))
    .map(plain)
    .filter((pattern) => partOf(pattern) !== undefined)
    .map((pattern) => matcherOf(`{${pattern},${pattern}/**}`));
  return (path, part) => parts.has(part) || globs.some((matches) => matches(path));
}

function plain(path: string): string {
  return path
    .split("/")
    .filter((segment) => segment !== "" && segment !== ".")
    .join("/");
}
