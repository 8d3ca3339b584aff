import { counted, formatShare, formatSize, idText } from "@lambda-pack/model";
import { visibleText } from "../src/visible-text.ts";
import type { Box, SizeKind } from "./box.ts";
import { element } from "./element.ts";

/** A line about a box: where it is, its size, and the path to its package. */
export function describeBox(box: Box, root: Box, sizes: SizeKind): readonly (Node | string)[] {
  const name = element("bdi", { class: "name" }, visibleText(nameOf(box)));
  const facts = [factsText(box, root, sizes), requiredText(box)].filter((text) => text !== "");
  return [name, " ", element("span", { class: "muted" }, facts.join(" · "))];
}

/** Size, share of the bundle and number of files. */
export function factsText(box: Box, root: Box, sizes: SizeKind): string {
  const share = `${formatShare(box[sizes] / Math.max(1, root[sizes]))} of the bundle`;
  const files = box.kind === "file" ? [] : [counted(box.files, "file")];
  return [formatSize(box[sizes]), share, ...files].join(" · ");
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
