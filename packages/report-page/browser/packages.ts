import { byCodeUnit, counted, formatSize } from "@lambda-pack/model";
import type { PageData, PagePackage } from "../src/page-data.ts";
import { byId, element } from "./element.ts";
import { packageDetails } from "./package-details.ts";

/** One package of the table: its row, and the row with more about it while that is shown. */
interface Row {
  readonly one: PagePackage;
  readonly row: HTMLTableRowElement;
  /** What a search looks at, in lower case. */
  readonly text: string;
  readonly toggle: HTMLButtonElement;
  details: HTMLTableRowElement | undefined;
}

/** Makes the table of packages one to sort, to search and to open. `show` shows a directory of the bundle in the treemap. */
export function enablePackages(data: PageData, show: (path: string) => void): void {
  const rows = [...byId("packages").querySelectorAll("tr")].flatMap((row) => {
    const one = data.packages[Number(row.dataset["index"] ?? -1)];
    return one === undefined ? [] : [openable(one, row, (each) => packageDetails(each, { trim: data.trim, show }))];
  });
  enableSearch(rows);
  enableSorting(rows);
}

function openable(one: PagePackage, row: HTMLTableRowElement, details: (one: PagePackage) => HTMLElement): Row {
  const name = row.querySelector("bdi");
  const toggle = element("button", { type: "button", class: "toggle plain", "aria-expanded": "false" });
  name?.replaceWith(toggle);
  if (name !== null) toggle.append(name);
  const entry: Row = {
    one,
    row,
    text: [one.id, ...one.paths, ...one.links].join("\n").toLowerCase(),
    toggle,
    details: undefined,
  };
  toggle.addEventListener("click", () => {
    if (entry.details === undefined) {
      const cell = element("td", { colspan: String(row.cells.length) }, details(one));
      entry.details = element("tr", { class: "details" }, cell);
      row.after(entry.details);
    } else {
      entry.details.remove();
      entry.details = undefined;
    }
    toggle.setAttribute("aria-expanded", String(entry.details !== undefined));
  });
  return entry;
}

function enableSearch(rows: readonly Row[]): void {
  const search = byId("search");
  const found = byId("found");
  if (!(search instanceof HTMLInputElement)) return;
  const run = (): void => {
    const words = search.value.toLowerCase().split(/\s+/u);
    const seen = rows.filter(({ text, row, details }) => {
      const fits = words.every((word) => text.includes(word));
      row.hidden = !fits;
      if (details !== undefined) details.hidden = !fits;
      return fits;
    });
    const bytes = seen.reduce((sum, { one }) => sum + one.totalBytes, 0);
    const all = counted(rows.length, "package");
    found.textContent = seen.length === rows.length ? all : `${seen.length} of ${all}, ${formatSize(bytes)}`;
  };
  search.addEventListener("input", run);
  run();
}

type Direction = "ascending" | "descending";

function enableSorting(rows: readonly Row[]): void {
  const headers = [...byId("packages").querySelectorAll("th")].filter(({ scope }) => scope === "col");
  for (const header of headers) {
    const button = element("button", { type: "button", class: "plain" }, ...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const before = header.getAttribute("aria-sort");
      const first: Direction = header.classList.contains("number") ? "descending" : "ascending";
      const direction = before === "none" ? first : before === "ascending" ? "descending" : "ascending";
      for (const each of headers) each.setAttribute("aria-sort", each === header ? direction : "none");
      sortRows(rows, header.dataset["key"] ?? "", direction);
    });
  }
}

function sortRows(rows: readonly Row[], key: string, direction: Direction): void {
  const valueOf = sortValues[key];
  if (valueOf === undefined) return;
  const sign = direction === "ascending" ? 1 : -1;
  // What is equal stays in the order of the ids.
  const byKey = rows
    .toSorted((a, b) => byCodeUnit(a.one.id, b.one.id))
    .toSorted((a, b) => sign * compare(valueOf(a.one), valueOf(b.one)));
  byKey[0]?.row.parentElement?.append(
    ...byKey.flatMap(({ row, details }) => (details === undefined ? [row] : [row, details])),
  );
}

const sortValues: Readonly<Record<string, (one: PagePackage) => string | number>> = {
  name: ({ name }) => name,
  size: ({ totalBytes }) => totalBytes,
  zipped: ({ zippedBytes = 0 }) => zippedBytes,
  retained: ({ retainedBytes }) => retainedBytes,
  opened: ({ openedBytes = 0 }) => openedBytes,
  left: ({ leftBytes = 0 }) => leftBytes,
  files: ({ files, paths }) => files * paths.length,
  copies: ({ paths }) => paths.length,
  required: ({ requiredBy }) => requiredBy.slice(0, -1).join("\n"),
};

function compare(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : byCodeUnit(String(a), String(b));
}
