import type { Conflict, PlaceReason, PlainReason } from "@lambda-pack/inspect";
import { listOf } from "../../messages/list-of.ts";
import { printable } from "../terminal/printable.ts";
import { shownId } from "../terminal/shown-id.ts";

/** Why a package lies at one place, and what uses it there. */
export function placeTexts(place: PlaceReason, target: string): readonly string[] {
  // That the target uses what it declares goes without saying.
  const users = place.usedBy.filter((id) => place.why !== "declared" || id !== target);
  return [reasonText(place, target), ...(users.length === 0 ? [] : [`used by ${listOf(users.map(shownId))}`])];
}

function reasonText(place: PlaceReason, target: string): string {
  if (place.why === "chosen") {
    const others = listOf(place.others.map(placedText));
    return `at the top, which has room for one package of a name; the others are nested below their dependents: ${others}`;
  }
  if (place.why === "conflict") return `nested, ${conflictText(place.with)}`;
  if (place.why === "link") return linkText(place);
  if (place.why === "beside") return `beside ${shownId(place.beside)}, whose native code loads it from there`;
  return plainTexts(target)[place.why];
}

function conflictText({ path, id, usedBy }: Conflict): string {
  const users = usedBy.length === 0 ? "" : `, used by ${listOf(usedBy.map(shownId))}`;
  return `because ${printable(path)} is ${shownId(id)}${users}`;
}

function linkText({ target, with: other }: Extract<PlaceReason, { why: "link" }>): string {
  const reason = other === undefined ? "so that it is the same module as there" : conflictText(other);
  return `a link to ${printable(target)}, ${reason}`;
}

function plainTexts(target: string): Readonly<Record<PlainReason, string>> {
  return {
    target: "the root, because it is the packed package",
    declared: `at the top, because ${shownId(target)} itself depends on it`,
    alone: "at the top, because no other package in the bundle has its name",
    repeated: "redundant, because the same package lies higher up, where it would be found as well",
    unforced: "nested, although nothing higher up conflicts with it",
    outside: "outside of node_modules, so no package can resolve it by its name",
  };
}

function placedText({ id, path }: { readonly id: string; readonly path: string }): string {
  return `${shownId(id)} in ${printable(path)}`;
}
