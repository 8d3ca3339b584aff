import { counted, formatCount, formatShare, formatSize, idText } from "@lambda-pack/model";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import type { PageData, PageTrim, PageTrimSum, PageWhole, PageWholeSum } from "./page-data.ts";
import { countPackages, findReachableHint, wholeCauses } from "./whole-causes.ts";
import type { WholeCause } from "./whole-causes.ts";

/** What a trim has left out, what stays, and what keeps packages whole; all of it without the script. */
export function renderTrim({ trim, packages }: PageData): Html {
  if (trim === undefined) return html``;
  const { mode, files, bytes, left, kept, keptWhole } = trim;
  const stays = [...kept.filter(({ reason }) => reason !== "whole"), ...keptWhole].toSorted(
    (a, b) => b.bytes - a.bytes,
  );
  return html`<section id="trim" aria-labelledby="trim-title">
    <h2 id="trim-title">Trimmed</h2>
    <p class="muted">
      ${formatSize(bytes)} in ${counted(files, "file")} of dependencies left out, by <code>trim: ${mode}</code>.
    </p>
    <div class="sums">${renderSums("Kept", stays)} ${renderSums("Left out", left)}</div>
    ${renderWhole(trim, packages)} ${renderUnloaded(trim)}
  </section>`;
}

function renderSums(caption: string, sums: readonly (PageTrimSum | PageWholeSum)[]): Html {
  const all = sums.reduce((total, { bytes }) => total + bytes, 0);
  return html`<table aria-label="${caption}">
    <thead>
      <tr>
        <th scope="col">${caption}</th>
        <th scope="col" class="number">Size</th>
        <th scope="col" class="number">Share</th>
        <th scope="col" class="number">Files</th>
      </tr>
    </thead>
    <tbody>
      ${sums.map(
        (sum) =>
          html`<tr>
            <th scope="row" class="text">
              ${sum.message}${"packages" in sum ? ` (${formatCount(sum.packages)})` : ""}
            </th>
            <td class="number">${formatSize(sum.bytes)}</td>
            <td class="number">${formatShare(all === 0 ? 0 : sum.bytes / all)}</td>
            <td class="number">${formatCount(sum.files)}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

/** Causes that are shown before the rest, which is folded. */
const MAX_SHOWN = 10;

function renderWhole({ whole }: PageTrim, packages: PageData["packages"]): Html {
  if (whole.length === 0) return html``;
  const causes = wholeCauses(whole);
  const hint = findReachableHint(causes, packages);
  const bytes = whole.reduce((sum, each) => sum + each.bytes, 0);
  const rest = causes.slice(MAX_SHOWN);
  return html`<h3>
      Kept whole <span class="muted">${counted(countPackages(whole), "package")}, ${formatSize(bytes)}</span>
    </h3>
    ${
      hint === undefined
        ? ""
        : html`<p class="muted">
            If <bdi>${hint.name}</bdi> loads only what its literals name, <code>"reachable": ["${hint.name}"]</code> in
            the setting <code>trim</code> leaves out up to ${formatSize(hint.bytes)} more.
          </p>`
    }
    <ul class="causes">
      ${causes.slice(0, MAX_SHOWN).map(renderCause)}
    </ul>
    ${
      rest.length === 0
        ? ""
        : html`<details class="findings">
            <summary>${counted(rest.length, "more cause")}</summary>
            <ul class="causes">
              ${rest.map(renderCause)}
            </ul>
          </details>`
    }`;
}

function renderCause({ message, bytes, members }: WholeCause): Html {
  return html`<li>
    <p>${formatSize(bytes)} <span class="muted">because</span> ${message}</p>
    <ul class="names">
      ${members.map(renderMember)}
    </ul>
  </li> `;
}

function renderMember({ package: id, bytes }: PageWhole): Html {
  return html`<li><bdi>${idText(id)}</bdi> <span class="muted">${formatSize(bytes)}</span></li> `;
}

function renderUnloaded({ leftPackages }: PageTrim): Html {
  if (leftPackages.length === 0) return html``;
  return html`<details class="findings">
    <summary>${counted(leftPackages.length, "package")} of which nothing can be loaded</summary>
    <ul class="names">
      ${leftPackages.map((id) => html`<li><bdi>${idText(id)}</bdi></li> `)}
    </ul>
  </details>`;
}
