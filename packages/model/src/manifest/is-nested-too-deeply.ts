/** How deep JSON may be: ten times what any package.json or lockfile is, and a tenth of what functions that call themselves bear. */
export const MAX_JSON_DEPTH = 500;

/**
 * Whether brackets of a JSON text, with or without comments, are open within each other more often than `MAX_JSON_DEPTH` times. Texts
 * are passed over; a text that is no JSON may be counted wrong.
 */
export function isNestedTooDeeply(text: string): boolean {
  return hasManyBrackets(text) && isNested(text);
}

/** Nearly every package.json has few, and to find them costs a small part of counting what is open. */
function hasManyBrackets(text: string): boolean {
  let brackets = 0;
  for (const bracket of ["{", "["]) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      brackets += 1;
      if (brackets > MAX_JSON_DEPTH) return true;
    }
  }
  return false;
}

function isNested(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (code === OPENING_BRACE || code === OPENING_BRACKET) {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) return true;
    } else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) depth -= 1;
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** Where the text ends that begins at a quote: at a quote, or at the end of the line in what is no JSON. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE || code === LINE_FEED) return at;
  }
  return text.length;
}

const LINE_FEED = 0x0a;
