import type { Box } from "./box.ts";

/** The boxes from the bundle to the package in a directory of it; `.` is the bundle's root. */
export function findTrail(root: Box, path: string): readonly [Box, ...Box[]] | undefined {
  const wanted = path === "." ? "" : path;
  if (wanted === "") {
    const own = root.children.find(({ kind }) => kind === "own");
    return own === undefined ? [root] : [root, own];
  }
  const trail: [Box, ...Box[]] = [root];
  for (let box: Box | undefined = root; box !== undefined;) {
    if (box.path === wanted && box.kind === "package") return trail;
    box = box.children.find(({ kind, path: start }) => kind !== "file" && kind !== "own" && holds(start, wanted));
    if (box !== undefined) trail.push(box);
  }
  return undefined;
}

function holds(start: string, path: string): boolean {
  return path === start || path.startsWith(`${start}/`);
}

/** The boxes of another root that stand for those of a trail, as far as there are some. */
export function sameTrail(root: Box, [, ...trail]: readonly [Box, ...Box[]]): readonly [Box, ...Box[]] {
  const found: [Box, ...Box[]] = [root];
  for (const { kind, path } of trail) {
    const next = found.at(-1)?.children.find((box) => box.kind === kind && box.path === path);
    if (next === undefined || kind === "rest") break;
    found.push(next);
  }
  return found;
}
