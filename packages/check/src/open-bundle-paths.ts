import { posix } from "node:path";
import { TASK_ROOT } from "@lambda-pack/model";
import type { BundleEntry } from "@lambda-pack/model";

/** Where a path of the bundle leads. */
export type Destination =
  | { readonly kind: "file" | "directory"; readonly path: string }
  | { readonly kind: "escapes" | "dangles" };

/** Answers where a path leads, links followed as Linux does. It may hold `..`, and is absolute or begins at the bundle's root. */
export type BundlePaths = (path: string) => Destination;

/** As many links as Linux follows in one path (`MAXSYMLINKS`). */
const MAX_LINKS = 40;

export function openBundlePaths(entries: readonly BundleEntry[]): BundlePaths {
  const tree = buildTree(entries);
  return (path) => {
    const walk: Walk = { at: "", rest: [], links: 0 };
    enter(walk, path);
    for (;;) {
      const end = step(walk, tree);
      if (end !== undefined) return end;
    }
  };
}

interface Tree {
  readonly files: ReadonlySet<string>;
  readonly directories: ReadonlySet<string>;
  readonly links: ReadonlyMap<string, string>;
}

function buildTree(entries: readonly BundleEntry[]): Tree {
  const files = new Set<string>();
  const links = new Map<string, string>();
  const directories = new Set([""]);
  for (const entry of entries) {
    if (entry.kind === "link") links.set(entry.path, entry.target);
    else files.add(entry.path);
    for (let above = parentOf(entry.path); !directories.has(above); above = parentOf(above)) directories.add(above);
  }
  return { files, directories, links };
}

interface Walk {
  /** Undefined above the bundle. */
  at: string | undefined;
  /** Segments still to go, the next one last. */
  rest: string[];
  links: number;
}

function enter(walk: Walk, path: string): void {
  const absolute = path.startsWith("/");
  const inside = path === TASK_ROOT || path.startsWith(`${TASK_ROOT}/`);
  if (absolute) walk.at = inside ? "" : undefined;
  const segments = (inside ? path.slice(TASK_ROOT.length) : path).split("/");
  walk.rest.push(...segments.filter((segment) => segment !== "" && segment !== ".").toReversed());
}

function step(walk: Walk, { files, directories, links }: Tree): Destination | undefined {
  const { at } = walk;
  if (at === undefined) return { kind: "escapes" };
  const segment = walk.rest.pop();
  if (segment === undefined) return { kind: files.has(at) ? "file" : "directory", path: at };
  if (segment === "..") {
    walk.at = at === "" ? undefined : parentOf(at);
    return undefined;
  }
  const next = at === "" ? segment : `${at}/${segment}`;
  const target = links.get(next);
  if (target === undefined) {
    walk.at = next;
    return files.has(next) || directories.has(next) ? undefined : { kind: "dangles" };
  }
  walk.links += 1;
  if (walk.links > MAX_LINKS) return { kind: "dangles" };
  enter(walk, target);
  return undefined;
}

function parentOf(path: string): string {
  const parent = posix.dirname(path);
  return parent === "." || parent === "/" ? "" : parent;
}
