import type { Spread } from "../measure/spread.ts";

/** A Markdown table; columns after the first are aligned to the right where their heading ends in a colon. */
export function renderTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = headings.map((heading) => (heading.endsWith(":") ? "--:" : "---"));
  const shown = headings.map((heading) => heading.replace(/:$/u, ""));
  return [shown, lines, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** `0.52 (0.49–0.55)`: the median, the lowest and the highest. */
export function renderSpread({ median, lowest, highest }: Spread): string {
  return `${renderRatio(median)} (${renderRatio(lowest)}–${renderRatio(highest)})`;
}

/** Small ones with three decimals, where two would hide the difference. */
export function renderRatio(ratio: number): string {
  return ratio < 0.1 ? ratio.toFixed(3) : ratio.toFixed(2);
}

export function renderSeconds(seconds: number): string {
  return seconds < 1 ? seconds.toFixed(3) : seconds.toFixed(2);
}

/** In units of a million bytes. */
export function renderMegabytes(bytes: number | undefined): string {
  return bytes === undefined ? "unknown" : (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}
