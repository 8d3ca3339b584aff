/**
 * The deepest tree that is walked: a chain of members, which the parser reads in a loop, may have any depth. Some frames of the stack
 * are left at that depth: V8 ends the process where there is no room to compile a regular expression.
 */
export const MAX_TREE_DEPTH = 1500;

class TreeTooDeep extends Error {}

/** For functions that call themselves for the children of a node: what is deeper is not read. */
export function assertDepth(depth: number): void {
  if (depth > MAX_TREE_DEPTH) throw new TreeTooDeep(`The tree has more than ${MAX_TREE_DEPTH} levels`);
}

/** What the function returns; undefined where the tree that it walks is too deep. */
export function unlessTooDeep<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TreeTooDeep) return undefined;
    throw error;
  }
}
