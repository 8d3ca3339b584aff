import { counted, formatShare, formatSize, idText } from "@lambda-pack/model";
import { visibleText } from "../src/visible-text.ts";
import { isLeftOut } from "./box.ts";
import type { Box, SizeKind } from "./box.ts";
import { element } from "./element.ts";

/** A line about a box: where it is, its size, and the path to its package. */
export function describeBox(box: Box, root: Box, sizes: SizeKind): readonly (Node | string)[] {
  const name = element("bdi", { class: "name" }, visibleText(nameOf(box)));
  const facts = [factsText(box, root, sizes), requiredText(box)].filter((text) => text !== "");
  return [name, " ", element("span", { class: "muted" }, facts.join(" · "))];
}

/** Size, share of the bundle, number of files, and what a trim has left out of it. */
export function factsText(box: Box, root: Box, sizes: SizeKind): string {
  const files = box.kind === "file" ? [] : [counted(box.files, "file")];
  return [formatSize(box[sizes]), shareText(box, root, sizes), ...files, ...leftTexts(box)].join(" · ");
}

/** What a bundle would be without a trim is another one than what is packed. */
export function shareText(box: Box, root: Box, sizes: SizeKind): string {
  const share = formatShare(box[sizes] / Math.max(1, root[sizes]));
  return `${share} of the ${root.left > 0 ? "whole bundle" : "bundle"}`;
}

function leftTexts(box: Box): readonly string[] {
  if (box.leftBy !== undefined) return [`left out: ${box.leftBy}`];
  if (box.left === 0) return [];
  return [isLeftOut(box) ? "left out" : `${formatSize(box.left)} left out`];
}

function nameOf({ kind, label, path, package: found }: Box): string {
  if (kind === "own") return `${label} itself`;
  if (kind === "rest" || path === "") return label;
  return found === undefined || found.version === "" ? path : `${path} ${found.version}`;
}

function requiredText({ package: found }: Box): string {
  if (found === undefined || found.requiredBy.length < 2) return "";
  return `required by ${found.requiredBy
    .slice(0, -1)
    .map((id) => visibleText(idText(id)))
    .join(" › ")}`;
}
