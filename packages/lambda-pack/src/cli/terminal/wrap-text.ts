/**
 * Breaks text into lines of at most `width` columns, between words only: a longer word gets a line of its own. Text that fits
 * stays as it is.
 */
export function wrapText(text: string, width: number): readonly string[] {
  if (text.length <= width) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Text behind a label in columns: the label once, then every line of the text in the same column. */
export function hangText(label: string, text: string, { indent, width }: HangingForm): readonly string[] {
  const lines = wrapText(text, Math.max(20, width - indent));
  const first =
    label.length + 2 <= indent
      ? [label.padEnd(indent) + (lines[0] ?? "")]
      : [label, " ".repeat(indent) + (lines[0] ?? "")];
  return [...first, ...lines.slice(1).map((line) => " ".repeat(indent) + line)];
}

export interface HangingForm {
  /** Column in which the text begins. */
  readonly indent: number;
  /** Columns in all; `Infinity` never wraps. */
  readonly width: number;
}
