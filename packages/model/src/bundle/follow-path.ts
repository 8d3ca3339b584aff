import { parentOf, pathBelow } from "./bundle-path.ts";

/** What is in a bundle, by path. */
export interface PathTree {
  readonly files: Pick<ReadonlySet<string>, "has">;
  /** The root included. */
  readonly folders: Pick<ReadonlySet<string>, "has">;
  /** What a link holds, as it is written. */
  readonly linkAt: (path: string) => string | undefined;
  /** The absolute path that stands for the bundle's root; all others lead out of it, and without one, all do. */
  readonly rootPath?: string;
}

/** Where a path leads. */
export type Destination =
  | { readonly kind: "file" | "directory"; readonly path: string }
  | { readonly kind: "escapes" | "dangles" };

/** As many links as Linux follows in one path (`MAXSYMLINKS`). */
const MAX_LINKS = 40;

/** Follows a path as Linux does, through links and `..`. It is absolute, or begins at the bundle's root. */
export function followPath(path: string, tree: PathTree): Destination {
  const walk: Walk = { at: "", rest: [], links: 0 };
  enter(walk, path, tree);
  for (;;) {
    const end = step(walk, tree);
    if (end !== undefined) return end;
  }
}

interface Walk {
  /** Undefined above the bundle. */
  at: string | undefined;
  /** Segments still to go, the next one last. */
  rest: string[];
  links: number;
}

function enter(walk: Walk, path: string, { rootPath }: PathTree): void {
  const isInside = rootPath !== undefined && (path === rootPath || path.startsWith(`${rootPath}/`));
  if (path.startsWith("/")) walk.at = isInside ? "" : undefined;
  const segments = (isInside ? path.slice(rootPath.length) : path).split("/");
  walk.rest.push(...segments.filter((segment) => segment !== "" && segment !== ".").toReversed());
}

function step(walk: Walk, tree: PathTree): Destination | undefined {
  const { at } = walk;
  if (at === undefined) return { kind: "escapes" };
  const segment = walk.rest.pop();
  if (segment === undefined) return { kind: tree.files.has(at) ? "file" : "directory", path: at };
  if (segment === "..") {
    walk.at = at === "" ? undefined : parentOf(at);
    return undefined;
  }
  const next = pathBelow(at, segment);
  const target = tree.linkAt(next);
  if (target === undefined) {
    walk.at = next;
    return tree.files.has(next) || tree.folders.has(next) ? undefined : { kind: "dangles" };
  }
  walk.links += 1;
  if (walk.links > MAX_LINKS) return { kind: "dangles" };
  enter(walk, target, tree);
  return undefined;
}
