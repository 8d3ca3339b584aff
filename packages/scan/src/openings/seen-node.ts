import type { AnyNode } from "acorn";
import type { Opening } from "./opening.ts";
import type { Aliases } from "./path-value.ts";

/** An opening by its offset, before its line is known. */
export type OpeningAt = WithoutLine<Opening> & { readonly start: number };

type WithoutLine<Each> = Each extends unknown ? Omit<Each, "line"> : never;

/** What is known of a file before its nodes are looked at. */
export interface SeenFile {
  readonly text: string;
  /** Whether it names `node:module`, or reaches it otherwise. */
  readonly namesModule: boolean;
  readonly namesCreateRequire: boolean;
}

/** A node, and what it stands in. */
export interface SeenNode {
  readonly node: AnyNode;
  /** What it stands in, the nearest last; only while the node is looked at. */
  readonly above: readonly AnyNode[];
  readonly file: SeenFile;
  readonly aliases: Aliases;
}

/** Whether what a node stands in only looks whether there is a value, or compares it. */
export function isOnlyTested({ node, above }: Pick<SeenNode, "node" | "above">): boolean {
  const parent = above.at(-1);
  if (parent?.type === "ExpressionStatement") return true;
  if (parent?.type === "UnaryExpression") return true;
  if (parent?.type === "BinaryExpression") return /^(?:[!=]==?|in|instanceof)$/u.test(parent.operator);
  if (parent?.type === "LogicalExpression") {
    const isLeft = parent.left === node && parent.operator === "&&";
    return isLeft || isOnlyTested({ node: parent, above: above.slice(0, -1) });
  }
  const test = parent?.type === "IfStatement" || parent?.type === "ConditionalExpression" ? parent.test : undefined;
  return test === node;
}
