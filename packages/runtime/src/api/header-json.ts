/** JSON as a header can hold it: on one line, and in ASCII. */
export function headerJson(text: string): string {
  const line = JSON.stringify(JSON.parse(text));
  // oxlint-disable-next-line require-unicode-regexp -- each code unit is escaped by itself, as in JSON.
  return line.replaceAll(/[\u007f-\uffff]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
