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

function factLines([label, ...texts]: Fact, { width, colors }: View): readonly string[] {
  return texts.flatMap((text, index) => {
    const [first = "", ...rest] = hangText(index === 0 ? `  ${label}` : "", text, { indent: LABEL, width });
    const start = first.slice(0, LABEL);
    return [(index === 0 ? colors.dim(start) : start) + first.slice(LABEL), ...rest];
  });
}
