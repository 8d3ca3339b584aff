import { counted, formatCount, formatSize, idText } from "@lambda-pack/model";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import type { PageData, PageDuplicate, PagePackage } from "./page-data.ts";

/** Names that the bundle has more than once, with what that costs. */
export function renderDuplicates({ duplicates, packages }: PageData): Html {
  if (duplicates.length === 0) return html``;
  const byId = new Map(packages.map((one) => [one.id, one]));
  const cost = duplicates.reduce((sum, { cost: bytes }) => sum + bytes, 0);
  return html`<section id="duplicates" aria-labelledby="duplicates-title">
    <h2 id="duplicates-title">Duplicates</h2>
    <p class="muted">
      ${counted(duplicates.length, "package")} in several versions or places. One copy of each would save up to
      ${formatSize(cost)}.
    </p>
    <ul class="duplicates">
      ${duplicates.map((one) => renderDuplicate(one, byId))}
    </ul>
  </section>`;
}

function renderDuplicate(
  { name, packages, copies, cost }: PageDuplicate,
  byId: ReadonlyMap<string, PagePackage>,
): Html {
  return html`<li>
    <h3><bdi>${name}</bdi> <span class="muted">${formatCount(copies)} copies, costs ${formatSize(cost)}</span></h3>
    <ul>
      ${packages.map((id) => byId.get(id)).map((one) => (one === undefined ? html`` : renderVersion(one)))}
    </ul>
  </li> `;
}

function renderVersion({ id, version, paths, requiredBy, ranges, totalBytes }: PagePackage): Html {
  const from = requiredBy.at(-2);
  const reason = from === undefined ? "" : `, for ${idText(from)}${rangeText(ranges.at(-1))}`;
  return html`<li>
    <bdi>${version === "" ? idText(id) : version}</bdi> <span class="muted">${formatSize(totalBytes)}${reason}</span>
    <ul class="places">
      ${paths.map((path) => html`<li><code>${path}</code></li>`)}
    </ul>
  </li>`;
}

function rangeText(range = ""): string {
  return range === "" ? "" : ` (${range})`;
}
