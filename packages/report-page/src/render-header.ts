import { counted, formatCount, formatShare, formatSize } from "@lambda-pack/model";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import type { PageData, PageFinding, PageLimit } from "./page-data.ts";

/** What the page is about, and its figures: sizes with their limits, and how many there are of what. */
export function renderHeader(data: PageData): Html {
  const { bundle, packages, platform, sizes, limits, duplicates, findings, trim, opened } = data;
  const target = packages.find(({ id }) => id === bundle.target);
  const name = `${target?.name ?? ""} ${target?.version ?? ""}`.trim();
  const limitOf = (limited: PageLimit["name"]) => limits.find((limit) => limit.name === limited);
  return html`<header class="top">
    <div>
      <h1><bdi>${bundle.label}</bdi></h1>
      <p class="muted">
        ${bundle.origin === "zip" ? `${name}, zipped` : name}, for ${platform.runtime} on ${platform.arch}
      </p>
    </div>
    <button id="theme" class="plain needs-script" type="button" aria-pressed="false">Dark theme</button>
    <dl class="facts">
      ${sizeFact("Unzipped", sizes.bytes, limitOf("unzipped"))}
      ${sizes.archiveBytes === undefined ? "" : sizeFact("Zip", sizes.archiveBytes, limitOf("zipped"))}
      ${fact("Packages", formatCount(sizes.packages))} ${fact("Files", formatCount(sizes.files))}
      ${trim === undefined ? "" : fact("Left out", html`<a href="#trim">${formatSize(trim.bytes)}</a>`)}
      ${opened === undefined ? "" : fact("Opened", formatSize(opened.bytes))}
      ${duplicates.length === 0 ? "" : fact("Duplicates", linkTo("duplicates", duplicates.length))}
      ${(["error", "warning"] as const).map((severity) => findingFact(findings, severity))}
    </dl>
    ${archiveText(sizes)} ${trimmableText(data)} ${openedText(data)}
  </header>`;
}

function fact(label: string, value: string | Html): Html {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

/** The bar says nothing that the text does not; its form is drawn by attributes, which the policy of the page allows. */
function sizeFact(label: string, bytes: number, limit: PageLimit | undefined): Html {
  if (limit === undefined) return fact(label, formatSize(bytes));
  const { share } = limit;
  const level = share > 1 ? "error" : share > 0.9 ? "warning" : "";
  const width = String(Math.min(100, Math.round(share * 1000) / 10));
  return html`<div class="limit ${level}">
    <dt>${label}</dt>
    <dd>
      ${formatSize(bytes)}
      <span class="small muted"
        ><span class="share">${formatShare(share)}</span> of ${formatSize(limit.limit)} allowed</span
      >
      <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="1" />
        <rect class="used" width="${width}" height="1" />
      </svg>
    </dd>
  </div>`;
}

function findingFact(findings: readonly PageFinding[], severity: "error" | "warning"): Html {
  const count = findings.filter((finding) => finding.severity === severity).length;
  if (count === 0) return html``;
  return html`<div class="${severity}">
    <dt>${severity === "error" ? "Errors" : "Warnings"}</dt>
    <dd>${linkTo("findings", count)}</dd>
  </div>`;
}

function linkTo(section: string, count: number): Html {
  return html`<a href="#${section}">${formatCount(count)}</a>`;
}

/** What a zip is made of beside its files, so that the sizes add up. */
function archiveText({ archiveBytes, zippedBytes }: PageData["sizes"]): Html {
  if (archiveBytes === undefined || zippedBytes === undefined) return html``;
  const parts = `${formatCount(zippedBytes)} of files and ${formatCount(archiveBytes - zippedBytes)} of names and directory`;
  return html`<p class="muted small">The zip has ${formatCount(archiveBytes)} bytes: ${parts}.</p>`;
}

function trimmableText({ trimmable }: PageData): Html {
  if (trimmable === undefined) return html``;
  return html`<p class="muted small"><code>--trim</code> would leave out ${formatSize(trimmable)}.</p>`;
}

function openedText({ opened, sizes }: PageData): Html {
  if (opened === undefined) return html``;
  const { files, bytes, leftOut } = opened;
  return html`<p class="muted small">
    Opened by the function: ${formatCount(files)} of ${counted(sizes.files, "file")}, ${formatSize(bytes)} of
    ${formatSize(sizes.bytes)}. ${leftOut.length === 0 ? "" : openedLeftOut(leftOut)}
  </p>`;
}

/** Named one by one as far as they are few: as a rule a trim that leaves out what is opened is mended at once. */
function openedLeftOut(paths: readonly string[]): Html {
  const shown = paths.slice(0, 10).map((path) => html` <code>${path}</code>`);
  const more = paths.length - shown.length;
  return html`Left out by the trim, though opened:${shown}${more === 0 ? "" : ` and ${formatCount(more)} more`}`;
}
