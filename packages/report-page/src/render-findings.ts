import { counted } from "./counted.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import type { PageData, PageFinding } from "./page-data.ts";

/** What a check found and what a pack would tell, by severity; what is no error is folded. */
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
        ({ kind, message, hint }) =>
          html`<li>
            <p>${message}</p>
            <p class="muted">${hint} <code>${kind}</code></p>
          </li> `,
      )}
    </ul>
  </details>`;
}
