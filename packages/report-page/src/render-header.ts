import { formatCount, formatSize } from "@lambda-pack/model";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import type { PageData, PageFinding } from "./page-data.ts";

/** What the page is about, its figures, and links to its parts. */
export function renderHeader({ bundle, packages, platform, sizes, duplicates, findings }: PageData): Html {
  const target = packages.find(({ id }) => id === bundle.target);
  const name = `${target?.name ?? ""} ${target?.version ?? ""}`.trim();
  return html`<header class="top">
    <div class="title">
      <h1><bdi>${bundle.label}</bdi></h1>
      <p class="muted">
        ${bundle.origin === "zip" ? `${name}, zipped` : name}, for ${platform.runtime} on ${platform.arch}
      </p>
    </div>
    <button id="theme" class="plain needs-script" type="button" aria-pressed="false">Dark theme</button>
    <dl class="facts">
      ${fact("Unzipped", formatSize(sizes.bytes))}
      ${sizes.archiveBytes === undefined ? "" : fact("Zip", formatSize(sizes.archiveBytes))}
      ${fact("Packages", formatCount(sizes.packages))} ${fact("Files", formatCount(sizes.files))}
      ${duplicates.length === 0 ? "" : fact("Duplicates", formatCount(duplicates.length))}
      ${(["error", "warning"] as const).map((severity) => findingFact(findings, severity))}
    </dl>
  </header>`;
}

function fact(label: string, value: string): Html {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

function findingFact(findings: readonly PageFinding[], severity: "error" | "warning"): Html {
  const count = findings.filter((finding) => finding.severity === severity).length;
  if (count === 0) return html``;
  const label = severity === "error" ? "Errors" : "Warnings";
  return html`<div class="${severity}">
    <dt>${label}</dt>
    <dd><a href="#findings">${formatCount(count)}</a></dd>
  </div>`;
}
