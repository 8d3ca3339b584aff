import { printable } from "../terminal/printable.ts";

/**
 * Text from outside as code in Markdown, also inside of a table: nothing in it is a link, a mention, HTML or the end of a cell.
 * GitHub takes a backslash before a pipe for its own, which is why such text becomes numbered characters.
 */
export function markdownCode(text: string): string {
  const shown = printable(text);
  if (shown.trim() === "") return "";
  return /[`|\\]/u.test(shown) ? `<code>${shown.replace(/[^\dA-Za-z /-]/gu, numbered)}</code>` : `\`${shown}\``;
}

function numbered(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
