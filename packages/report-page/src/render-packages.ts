import { formatCount, formatSize, idText } from "@lambda-pack/model";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import type { PageData, PagePackage } from "./page-data.ts";

/** Every package in a table, the largest first. The page's script sorts and searches the rows, known by their `data-index`. */
export function renderPackages(data: PageData): Html {
  const { packages } = data;
  const columns = allColumns.filter(({ isFor }) => isFor === undefined || isFor(data));
  const whole = new Set(data.trim?.whole.map((each) => each.package));
  const rows = [...packages.entries()].toSorted(([, a], [, b]) => b.totalBytes - a.totalBytes);
  return html`<section id="packages" aria-labelledby="packages-title" tabindex="-1">
    <div class="bar-of-tools">
      <h2 id="packages-title">Packages</h2>
      <p id="found" class="muted small" role="status"></p>
      <label class="search needs-script"
        ><span class="unseen">Search packages</span
        ><input id="search" type="search" placeholder="Search" autocomplete="off" spellcheck="false"
      /></label>
    </div>
    <table aria-labelledby="packages-title">
      <thead>
        <tr>
          ${columns.map(
            ({ key, label, form, title = "" }) =>
              html`<th
                scope="col"
                class="${key} ${form}"
                data-key="${key}"
                title="${title}"
                aria-sort="${key === "size" ? "descending" : "none"}"
              >
                ${label}
              </th> `,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([index, one]) =>
            html`<tr data-index="${index}">
              ${columns.map((column) => renderCell(column, one, { data, isWhole: whole.has(one.id) }))}
            </tr> `,
        )}
      </tbody>
    </table>
  </section>`;
}

interface Column {
  readonly key: string;
  readonly label: string;
  readonly form: "text" | "number";
  /** What the column shows, where its name is not enough. */
  readonly title?: string;
  /** Whether there is something to show in it; always unless given. */
  readonly isFor?: (data: PageData) => boolean;
  readonly cell: (one: PagePackage, row: Row) => Html | string;
}

interface Row {
  readonly data: PageData;
  /** A trim keeps it whole. */
  readonly isWhole: boolean;
}

const allColumns: readonly Column[] = [
  {
    key: "name",
    label: "Package",
    form: "text",
    cell: ({ name, version, importer }, { data, isWhole }) =>
      html`<bdi class="name">${name}</bdi>
        <bdi class="version">${version}</bdi
        >${importer && data.bundle.origin === "workspace" ? html` <span class="tag">workspace</span>` : ""}${isWhole ? html` <span class="tag">kept whole</span>` : ""}`,
  },
  { key: "size", label: "Size", form: "number", cell: ({ totalBytes }) => formatSize(totalBytes) },
  {
    key: "left",
    label: "Left out",
    title: "Bytes of it that the trim has left out",
    form: "number",
    isFor: ({ trim }) => trim !== undefined,
    cell: ({ leftBytes = 0 }) => formatSize(leftBytes),
  },
  {
    key: "opened",
    label: "Opened",
    title: "Bytes of it that runs of the function have opened",
    form: "number",
    isFor: ({ opened }) => opened !== undefined,
    cell: ({ openedBytes = 0 }) => formatSize(openedBytes),
  },
  {
    key: "zipped",
    label: "Zipped",
    form: "number",
    isFor: ({ sizes }) => sizes.zippedBytes !== undefined,
    cell: ({ zippedBytes = 0 }) => formatSize(zippedBytes),
  },
  {
    key: "retained",
    label: "Retained",
    title: "Retained size: its own bytes and those of packages that are in the bundle only because of it",
    form: "number",
    cell: ({ retainedBytes }) => formatSize(retainedBytes),
  },
  { key: "files", label: "Files", form: "number", cell: ({ files, paths }) => formatCount(files * paths.length) },
  { key: "copies", label: "Copies", form: "number", cell: ({ paths }) => formatCount(paths.length) },
  { key: "required", label: "Required by", form: "text", cell: requiredText },
];

function renderCell({ key, form, cell }: Column, one: PagePackage, row: Row): Html {
  const content = cell(one, row);
  return key === "name"
    ? html`<th scope="row" class="name text">${content}</th>`
    : html`<td class="${key} ${form}">${content}</td>`;
}

/** The target stands at the head of every path, so it is shown only where it is all of it. */
function requiredText({ requiredBy }: PagePackage): Html {
  const path = requiredBy.slice(requiredBy.length > 2 ? 1 : 0, -1);
  return html`${path.map((from, index) => html`${index === 0 ? "" : html` <span class="muted">›</span> `}<bdi>${idText(from)}</bdi>`)}`;
}
