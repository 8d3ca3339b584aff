import { createHash } from "node:crypto";
import { html, jsonScript } from "./html.ts";
import type { Html } from "./html.ts";
import type { PageData } from "./page-data.ts";
import { script, style } from "./page-parts.ts";
import { renderDuplicates } from "./render-duplicates.ts";
import { renderFindings } from "./render-findings.ts";
import { renderHeader } from "./render-header.ts";
import { renderPackages } from "./render-packages.ts";
import { renderTreemap } from "./render-treemap.ts";
import { renderTrim } from "./render-trim.ts";

/**
 * One HTML file that shows a bundle and needs nothing else: its policy forbids every request and all code but its own. Without
 * JavaScript it still shows all but the treemap. The same data gives the same bytes.
 */
export function renderReportPage(data: PageData): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="lambda-pack" />
        <meta name="referrer" content="no-referrer" />
        <title>${data.bundle.label} – lambda-pack report</title>
        ${styleElement} ${markElement}
      </head>
      <body>
        <a class="skip" href="#packages">Skip to the packages</a>
        ${renderHeader(data)}
        <main>
          ${renderFindings(data)} ${renderTreemap(data)} ${renderTrim(data)} ${renderPackages(data)}
          ${renderDuplicates(data)}
        </main>
        ${jsonScript("page-data", data)} ${scriptElement}
      </body>
    </html> `;
  return page.html;
}

// Written apart from the template, since a space more would change what is hashed.
const styleElement: Html = { html: `<style>${style}</style>` };
const scriptElement: Html = { html: `<script>${script}</script>` };

/** Marks the document for the style, before anything is drawn: what needs a script will work. */
const mark = 'document.documentElement.dataset.script=""';
const markElement: Html = { html: `<script>${mark}</script>` };

const policy = [
  "default-src 'none'",
  `script-src ${hashOf(mark)} ${hashOf(script)}`,
  `style-src ${hashOf(style)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
