import { isNestedTooDeeply } from "@lambda-pack/model";

/** JSON as a header can hold it: on one line, and in ASCII. */
export function headerJson(text: string): string {
  // `JSON.stringify` exhausts the stack where `JSON.parse` does not. Within its texts, JSON has line breaks only as escapes.
  const line = isNestedTooDeeply(text) ? text.replaceAll(/[\t\r\n]+/gu, " ") : JSON.stringify(JSON.parse(text));
  // oxlint-disable-next-line require-unicode-regexp -- each code unit is escaped by itself, as in JSON.
  return line.replaceAll(/[\u007f-\uffff]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
