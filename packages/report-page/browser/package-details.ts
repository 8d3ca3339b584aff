import { counted, formatCount, formatSize, idText } from "@lambda-pack/model";
import type { PagePackage, PageTrim } from "../src/page-data.ts";
import { visibleText } from "../src/visible-text.ts";
import { element } from "./element.ts";

export interface DetailsOptions {
  readonly trim: PageTrim | undefined;
  /** Shows a directory of the bundle in the treemap. */
  readonly show: (path: string) => void;
}

/** More about a package than its row has: the path to it edge by edge, where it lies, its dependents. */
export function packageDetails(one: PagePackage, { trim, show }: DetailsOptions): HTMLElement {
  const { requiredBy, paths, links, dependents } = one;
  return element(
    "dl",
    { class: "details" },
    ...(requiredBy.length < 2 ? [] : fact("Required by", pathOf(one))),
    ...fact(paths.length === 1 ? "Lies in" : `Lies in ${paths.length} places`, placesOf(paths, show)),
    ...(links.length === 0 ? [] : fact(counted(links.length, "link"), textsOf(links))),
    ...(dependents.length === 0 ? [] : fact(counted(dependents.length, "dependent"), namesOf(dependents))),
    ...fact("Retained size", retainedText(one)),
    ...(trim === undefined ? [] : trimmedFacts(one, trim)),
    ...(one.openedFiles === undefined ? [] : fact("Opened", openedText(one))),
  );
}

/** What of it was left out, and why the rest was not. */
function trimmedFacts({ id, leftFiles = 0, leftBytes = 0 }: PagePackage, trim: PageTrim): readonly HTMLElement[] {
  const causes = new Set(trim.whole.flatMap((each) => (each.package === id ? each.message : [])));
  return [
    ...(leftFiles === 0 ? [] : fact("Left out", `${formatSize(leftBytes)} in ${counted(leftFiles, "file")}`)),
    ...(causes.size === 0 ? [] : fact("Kept whole", textsOf([...causes]))),
    ...(trim.leftPackages.includes(id)
      ? fact("Not loaded", "Nothing leads to it: only its package.json and licences stay")
      : []),
  ];
}

function fact(label: string, content: Node | string): readonly HTMLElement[] {
  return [element("dt", {}, label), element("dd", {}, content)];
}

function openedText({ files, paths, openedFiles = 0, openedBytes = 0, totalBytes }: PagePackage): string {
  const all = counted(files * paths.length, "file");
  return `${formatCount(openedFiles)} of ${all}, ${formatSize(openedBytes)} of ${formatSize(totalBytes)}`;
}

function pathOf({ requiredBy, ranges }: PagePackage): HTMLElement {
  const steps = requiredBy.slice(1).map((to, index) => {
    const range = muted(` requires ${ranges[index] ?? ""}: `);
    return element("li", {}, nameOf(requiredBy[index] ?? ""), range, nameOf(to));
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

function textsOf(texts: readonly string[]): HTMLElement {
  return element("ul", {}, ...texts.map((text) => element("li", {}, visibleText(text))));
}

function namesOf(ids: readonly string[]): HTMLElement {
  return element("ul", { class: "names" }, ...ids.map((id) => element("li", {}, nameOf(id))));
}

function retainedText({ retainedBytes, retainedZippedBytes }: PagePackage): string {
  const bytes = formatSize(retainedBytes);
  return retainedZippedBytes === undefined ? bytes : `${bytes}, ${formatSize(retainedZippedBytes)} zipped`;
}

function nameOf(id: string): HTMLElement {
  return element("bdi", {}, visibleText(idText(id)));
}

function muted(text: string): HTMLElement {
  return element("span", { class: "muted" }, visibleText(text));
}
