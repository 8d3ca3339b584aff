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
