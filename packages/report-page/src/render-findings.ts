import { counted } from "@lambda-pack/model";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import type { PageData, PageFinding } from "./page-data.ts";

/** The findings of a check and the problems of a pack, by severity; warnings and notes are folded. */
export function renderFindings({ findings }: PageData): Html {
  if (findings.length === 0) return html``;
  return html`<section id="findings" aria-labelledby="findings-title">
    <h2 id="findings-title">Problems</h2>
    ${(["error", "warning", "note"] as const).map((severity) => {
      const members = findings.filter((finding) => finding.severity === severity);
      return members.length === 0 ? html`` : renderGroup(severity, members);
    })}
  </section>`;
}

function renderGroup(severity: PageFinding["severity"], findings: readonly PageFinding[]): Html {
  const open = severity === "error" && findings.length <= 12 ? { html: " open" } : "";
  return html`<details class="findings ${severity}" ${open}>
    <summary>${counted(findings.length, severity)}</summary>
    <ul>
      ${findings.map(
        (finding) =>
          html`<li>
            <p>${finding.message}${unsaid(finding)}</p>
            <p class="muted">${finding.hint} <code>${finding.kind}</code></p>
          </li> `,
      )}
    </ul>
  </details>`;
}

/** The package and the file that it is about, where the sentence does not name them. */
function unsaid({ package: owner, path, line, message }: PageFinding): Html {
  const place = path === undefined || line === undefined ? path : `${path}:${line}`;
  const parts = [owner, place].flatMap((part) => (part === undefined || message.includes(part) ? [] : part));
  return html`${parts.map((part) => html` <bdi class="muted">${part}</bdi>`)}`;
}
