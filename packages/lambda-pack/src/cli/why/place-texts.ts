import type { PlaceReason, PlainReason } from "@lambda-pack/inspect";
import { listOf } from "../../messages/list-of.ts";
import { printable } from "../terminal/printable.ts";
import { shownId } from "../terminal/shown-id.ts";

/** Why a package lies at one place, and who finds it there. */
export function placeTexts(place: PlaceReason, target: string): readonly string[] {
  // That the target finds what it declares goes without saying.
  const users = place.usedBy.filter((id) => place.why !== "declared" || id !== target);
  return [reasonText(place, target), ...(users.length === 0 ? [] : [`found there by ${listOf(users.map(shownId))}`])];
}

function reasonText(place: PlaceReason, target: string): string {
  if (place.why === "chosen") {
    const others = listOf(place.others.map(placedText));
    return `at the top, where one of a name can lie; the others lie below what needs them: ${others}`;
  }
  if (place.why === "conflict") return conflictText(place.with);
  if (place.why === "link") {
    return `a link to ${printable(place.target)}, because a copy would need a copy of itself below it, without end`;
  }
  if (place.why === "beside") return `beside ${shownId(place.beside)}, whose native code looks for it there`;
  return plainTexts(target)[place.why];
}

function conflictText({ path, id, usedBy }: Extract<PlaceReason, { why: "conflict" }>["with"]): string {
  const users = `${listOf(usedBy.map(shownId))} ${usedBy.length === 1 ? "finds" : "find"} there`;
  return `no higher, because ${printable(path)} holds ${shownId(id)}${usedBy.length === 0 ? "" : `, which ${users}`}`;
}

function plainTexts(target: string): Readonly<Record<PlainReason, string>> {
  return {
    target: "because it is what is packed",
    declared: `at the top, because ${shownId(target)} itself declares it`,
    alone: "at the top, because nothing else in the bundle has its name",
    repeated: "needless: the same lies higher, and would be found there as well",
    unforced: "nothing lies in its way higher up",
    outside: "in no node_modules, so that nobody finds it by its name",
  };
}

function placedText({ id, path }: { readonly id: string; readonly path: string }): string {
  return `${shownId(id)} in ${printable(path)}`;
}
