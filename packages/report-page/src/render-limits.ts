import { formatCount, formatShare, formatSize } from "@lambda-pack/model";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import type { PageData, PageLimit } from "./page-data.ts";

/** How much of what Lambda allows is used, and what a zip is made of beside its files. */
export function renderLimits({ limits, sizes }: PageData): Html {
  if (limits.length === 0) return html``;
  return html`<section class="limits" aria-labelledby="limits-title">
    <h2 id="limits-title" class="unseen">Limits</h2>
    ${limits.map((limit) => renderLimit(limit))} ${overhead(sizes)}
  </section>`;
}

function renderLimit({ name, limit, used, share }: PageLimit): Html {
  const level = share > 1 ? "error" : share > 0.9 ? "warning" : "";
  const text = `${formatSize(used)} of ${formatSize(limit)}`;
  // The bar says nothing that the text does not, and its form is drawn by its attributes, which a policy allows.
  return html`<div class="limit ${level}">
    <p>
      <span>${name === "unzipped" ? "Unzipped" : "Zipped"}</span>
      <span class="muted"><span class="share">${formatShare(share)}</span> · ${text} allowed</span>
    </p>
    <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="1" />
      <rect class="used" width="${String(Math.min(100, Math.round(share * 1000) / 10))}" height="1" />
    </svg>
  </div>`;
}

function overhead({ archiveBytes, zippedBytes }: PageData["sizes"]): Html {
  if (archiveBytes === undefined || zippedBytes === undefined) return html``;
  const data = `${formatCount(zippedBytes)} bytes of files and ${formatCount(archiveBytes - zippedBytes)} bytes of names and directory`;
  return html`<p class="muted small">The zip has ${formatCount(archiveBytes)} bytes: ${data}.</p>`;
}
