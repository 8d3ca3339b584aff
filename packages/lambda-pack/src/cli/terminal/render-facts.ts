import { formatShare, formatSize } from "@lambda-pack/model";
import type { ReportLimit } from "../../report/report.ts";
import type { View } from "./view.ts";
import { hangText } from "./wrap-text.ts";

/** A label and what is said under it, one text for each line. */
export type Fact = readonly [label: string, ...texts: readonly string[]];

/** Columns before a fact's text. */
export const LABEL = 14;

/** Facts in columns, one below the other. */
export function renderFacts(facts: readonly Fact[], view: View): readonly string[] {
  return facts.flatMap((fact) => factLines(fact, view));
}

/** Sizes in one column, and what each is the size of behind it. */
export function sizeRows(rows: readonly { readonly bytes: number; readonly text: string }[]): readonly string[] {
  const sizes = rows.map(({ bytes }) => formatSize(bytes));
  const width = Math.max(...sizes.map(({ length }) => length));
  return rows.map(({ text }, index) => `${(sizes[index] ?? "").padStart(width)}  ${text}`);
}

/** How much is used of a limit: `11.2 MiB, 4.4 % of the 250.0 MiB allowed`. */
export function limitText({ used, limit, share }: ReportLimit): string {
  return `${formatSize(used)}, ${formatShare(share)} of the ${formatSize(limit)} allowed`;
}

/** What a trim would save, below the size of a bundle that is not trimmed. */
export function trimmableLines(bytes: number | undefined): readonly string[] {
  return bytes === undefined ? [] : [`--trim would leave out ${formatSize(bytes)}`];
}

function factLines([label, ...texts]: Fact, { width, colors }: View): readonly string[] {
  return texts.flatMap((text, index) => {
    const [first = "", ...rest] = hangText(index === 0 ? `  ${label}` : "", text, { indent: LABEL, width });
    const start = first.slice(0, LABEL);
    return [(index === 0 ? colors.dim(start) : start) + first.slice(LABEL), ...rest];
  });
}
