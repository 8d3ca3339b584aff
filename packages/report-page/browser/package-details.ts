import { counted, formatSize, idText } from "@lambda-pack/model";
import type { PagePackage } from "../src/page-data.ts";
import { visibleText } from "../src/visible-text.ts";
import { element } from "./element.ts";

/** More about a package than its row has: the path that brought it edge by edge, where it lies, who finds it. */
export function packageDetails(one: PagePackage, show: (path: string) => void): HTMLElement {
  const { broughtBy, paths, neededBy } = one;
  return element(
    "dl",
    { class: "details" },
    ...(broughtBy.length < 2 ? [] : fact("Brought by", pathOf(one))),
    ...fact(paths.length === 1 ? "Lies in" : `Lies in ${paths.length} places`, placesOf(paths, show)),
    ...(neededBy.length === 0 ? [] : fact(`Needed by ${counted(neededBy.length, "package")}`, namesOf(neededBy))),
    ...fact("Only it brings", freedText(one)),
  );
}

function fact(label: string, content: Node | string): readonly HTMLElement[] {
  return [element("dt", {}, label), element("dd", {}, content)];
}

function pathOf({ broughtBy, ranges }: PagePackage): HTMLElement {
  const steps = broughtBy.slice(1).map((to, index) => {
    const range = muted(` asks for ${ranges[index] ?? ""}: `);
    return element("li", {}, nameOf(broughtBy[index] ?? ""), range, nameOf(to));
  });
  return element("ol", {}, ...steps);
}

function placesOf(paths: readonly string[], show: (path: string) => void): HTMLElement {
  const items = paths.map((path) => {
    const button = element("button", { type: "button", class: "link" }, visibleText(path));
    button.title = "Show in the treemap";
    button.addEventListener("click", () => show(path));
    return element("li", {}, button);
  });
  return element("ul", {}, ...items);
}

function namesOf(ids: readonly string[]): HTMLElement {
  return element("ul", { class: "names" }, ...ids.map((id) => element("li", {}, nameOf(id))));
}

function freedText({ freedBytes, freedZippedBytes }: PagePackage): string {
  const bytes = formatSize(freedBytes);
  return freedZippedBytes === undefined ? bytes : `${bytes}, ${formatSize(freedZippedBytes)} zipped`;
}

function nameOf(id: string): HTMLElement {
  return element("bdi", {}, visibleText(idText(id)));
}

function muted(text: string): HTMLElement {
  return element("span", { class: "muted" }, visibleText(text));
}
