import { formatSize } from "@lambda-pack/model";
import { visibleText } from "../src/visible-text.ts";
import { isLeftOut } from "./box.ts";
import type { Box, SizeKind } from "./box.ts";
import { factsText } from "./describe-box.ts";
import { element } from "./element.ts";
import { hueOf } from "./hue-of.ts";
import type { Spot } from "./lay-out-boxes.ts";

export interface BoxSurroundings {
  /** Among all that are drawn. */
  readonly index: number;
  /** From the bundle to the box that is zoomed to. */
  readonly trail: readonly [Box, ...Box[]];
  readonly sizes: SizeKind;
}

/** One box as an item of a tree without groups: its level shows what it belongs to. */
export function boxElement(spot: Spot, { index, trail, sizes }: BoxSurroundings): HTMLElement {
  const { box, depth, open, position, siblings } = spot;
  const group = groupOf(spot, trail);
  const item = element(
    "div",
    {
      role: "treeitem",
      class: [
        `box ${box.kind} ${open ? "open" : "closed"}`,
        ...(group?.kind === "own" ? ["ours"] : []),
        ...(isLeftOut(box) ? ["left"] : []),
      ].join(" "),
      tabindex: "-1",
      "data-index": String(index),
      "aria-level": String(depth),
      "aria-posinset": String(position),
      "aria-setsize": String(siblings),
      "aria-label": `${visibleText(box.label)}, ${factsText(box, trail[0], sizes)}`,
      ...(box.children.length === 0 ? {} : { "aria-expanded": String(open) }),
    },
    ...labelsOf(spot, sizes),
  );
  item.style.setProperty("--hue", String(hueOf(group?.label ?? "")));
  place(item, spot);
  return item;
}

/** The policy of the page allows styles to be set, but not to be written as attributes. */
function place({ style }: HTMLElement, { left, top, width, height }: Spot): void {
  style.left = `${left}px`;
  style.top = `${top}px`;
  style.width = `${width}px`;
  style.height = `${height}px`;
}

function labelsOf({ box, width, height, open }: Spot, sizes: SizeKind): readonly HTMLElement[] {
  if (width < 40 || height < 17) return [];
  const hasSize = open ? width >= 96 : height >= 36 && width >= 56;
  const version = open && width >= 180 ? box.package?.version : undefined;
  return [
    element("bdi", { class: "label" }, visibleText(box.label)),
    ...(version === undefined ? [] : [element("bdi", { class: "version" }, visibleText(version))]),
    ...(hasSize ? [element("span", { class: "size" }, formatSize(box[sizes]))] : []),
  ];
}

/** What gives a box its hue: the package or scope at the top that it belongs to. */
function groupOf(spot: Spot, [, ...trail]: BoxSurroundings["trail"]): Box | undefined {
  const inside: Box[] = [];
  for (let each: Spot | undefined = spot; each !== undefined; each = each.parent) inside.unshift(each.box);
  return [...trail, ...inside].find(({ kind }) => kind !== "rest");
}
