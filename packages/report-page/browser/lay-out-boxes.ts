import { hierarchy, treemap, treemapSquarify } from "d3-hierarchy";
import type { HierarchyRectangularNode } from "d3-hierarchy";
import { formatCount } from "@lambda-pack/model";
import { boxOf } from "./box.ts";
import type { Box, SizeKind } from "./box.ts";

/** Where a box is drawn, from the treemap's corner, in pixels. */
export interface Spot {
  readonly box: Box;
  /** Distance from the box that is zoomed to; its children have 1. */
  readonly depth: number;
  readonly parent: Spot | undefined;
  /** From 1, among those drawn in the same box, and the number of those. */
  readonly position: number;
  readonly siblings: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Whether boxes are drawn inside, below a line with the name. */
  readonly open: boolean;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly sizes: SizeKind;
}

/** Height of the line with the name. */
const LINE = 20;
/** What is smaller, in square pixels, is drawn together with others that are. */
const SMALLEST = 220;

/** The boxes in a box that are large enough to be seen, each followed by those in it. */
export function layOutBoxes(zoomed: Box, { width, height, sizes }: Frame): readonly Spot[] {
  if (zoomed[sizes] === 0) return [];
  const scale = (width * height) / zoomed[sizes];
  const root = hierarchy<DrawnBox>(drawnBox(zoomed, scale, sizes), ({ children }) => children).sum(
    ({ box, children }) => (children.length > 0 ? 0 : box[sizes]),
  );
  const laidOut = treemap<DrawnBox>()
    .tile(treemapSquarify.ratio(1.2))
    .size([width, height])
    .round(true)
    .paddingInner(1)
    .paddingTop((node) => (node.depth === 0 ? 0 : isRoomy(node) ? LINE : 0))
    .paddingLeft((node) => margin(node))
    .paddingRight((node) => margin(node))
    .paddingBottom((node) => margin(node))(root);
  return spotsIn(laidOut, undefined);
}

/** A box with those of its children that are worth drawing. */
interface DrawnBox {
  readonly box: Box;
  readonly children: readonly DrawnBox[];
}

function drawnBox(box: Box, scale: number, sizes: SizeKind): DrawnBox {
  if (box.children.length === 0 || box[sizes] * scale < SMALLEST * 6) return { box, children: [] };
  const ordered = box.children.toSorted((a, b) => b[sizes] - a[sizes]);
  const small = ordered.findIndex((child) => child[sizes] * scale < SMALLEST);
  const seen = small === -1 || small === ordered.length - 1 ? ordered : ordered.slice(0, small);
  const rest = ordered.slice(seen.length);
  const drawn = seen.filter((child) => child[sizes] > 0).map((child) => drawnBox(child, scale, sizes));
  if (rest.length > 0) drawn.push({ box: restBox(box, rest), children: [] });
  return { box, children: drawn };
}

function restBox({ path }: Box, children: readonly Box[]): Box {
  const nouns = new Set(
    children.map(({ kind }) => (kind === "package" ? "packages" : kind === "file" ? "files" : "folders")),
  );
  const noun =
    nouns.size === 1 ? [...nouns].join("") : nouns.has("packages") ? "packages and files" : "folders and files";
  return boxOf({ kind: "rest", label: `${formatCount(children.length)} smaller ${noun}`, path, children });
}

function spotsIn({ children = [] }: HierarchyRectangularNode<DrawnBox>, parent: Spot | undefined): readonly Spot[] {
  const seen = children.filter(({ x0, x1, y0, y1 }) => x1 - x0 >= 2 && y1 - y0 >= 2);
  return seen.flatMap((node, index) => {
    const { x0, x1, y0, y1, depth } = node;
    const open = node.children !== undefined && isRoomy(node);
    const rectangle = { left: x0, top: y0, width: x1 - x0, height: y1 - y0 };
    const spot = { box: node.data.box, depth, parent, position: index + 1, siblings: seen.length, ...rectangle, open };
    return open ? [spot, ...spotsIn(node, spot)] : [spot];
  });
}

function margin(node: HierarchyRectangularNode<DrawnBox>): number {
  return node.depth > 0 && isRoomy(node) ? 2 : 0;
}

function isRoomy({ x0, x1, y0, y1 }: HierarchyRectangularNode<DrawnBox>): boolean {
  return x1 - x0 >= 48 && y1 - y0 >= LINE + 20;
}
