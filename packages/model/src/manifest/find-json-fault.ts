/** Where a text stops being JSON, counted from 1, and why. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  /** Half a sentence: `unexpected "}"`. */
  readonly reason: string;
}

/** One token behind white space: punctuation, a string, or a number or word. */
const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[ !#-[\]-\u{10FFFF}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)))/uy;

type Expected = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "nothing";

interface State {
  readonly open: ("{" | "[")[];
  expected: Expected;
}

/**
 * Finds the place where `JSON.parse` gives up: its own message names it only for some faults, and in other words with each
 * version of Node. Reads token by token and keeps the open brackets on a stack, so depth does not matter.
 */
export function findJsonFault(text: string): JsonFault {
  const conflict = /^<{7} /mu.exec(text);
  if (conflict !== null) return { ...placeAt(text, conflict.index), reason: "it contains a merge conflict" };

  const state: State = { open: [], expected: "value" };
  let end = 0;
  for (;;) {
    TOKEN.lastIndex = end;
    const match = TOKEN.exec(text);
    const token = match?.[1] ?? (match?.[2] === undefined ? match?.[3] && "literal" : "string");
    if (token === undefined || !advance(state, token)) break;
    end = TOKEN.lastIndex;
  }
  const at = end + (/^[ \t\r\n]*/u.exec(text.slice(end))?.[0].length ?? 0);
  return { ...placeAt(text, at), reason: reasonAt(text, at) };
}

/** Takes one token; false when it may not stand here. */
function advance(state: State, token: string): boolean {
  const { expected, open } = state;
  const value = expected === "value" || expected === "value-or-end";
  const key = expected === "key" || expected === "key-or-end";
  if (value && (token === "{" || token === "[")) {
    open.push(token);
    state.expected = token === "{" ? "key-or-end" : "value-or-end";
  } else if (value && (token === "string" || token === "literal")) {
    state.expected = afterValue(open);
  } else if (key && token === "string") {
    state.expected = "colon";
  } else if (expected === "colon" && token === ":") {
    state.expected = "value";
  } else if (expected === "comma-or-end" && token === ",") {
    state.expected = open.at(-1) === "{" ? "key" : "value";
  } else if (closes(state, token)) {
    open.pop();
    state.expected = afterValue(open);
  } else {
    return false;
  }
  return true;
}

function afterValue(open: State["open"]): Expected {
  return open.length === 0 ? "nothing" : "comma-or-end";
}

function closes({ expected, open }: State, token: string): boolean {
  const mayEnd = expected === "comma-or-end" || expected === "key-or-end" || expected === "value-or-end";
  return mayEnd && token === (open.at(-1) === "{" ? "}" : "]");
}

function reasonAt(text: string, at: number): string {
  if (at >= text.length) return "it ends unexpectedly";
  const bracket = text[at];
  const comma = (bracket === "}" || bracket === "]") && /,\s*$/u.test(text.slice(Math.max(0, at - 1000), at));
  if (comma) return `there is a comma before "${bracket}"`;
  return `unexpected ${JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0))}`;
}

/** Line and column of an offset, counted from 1. */
export function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf("\n");
  return { line: before.split("\n").length, column: offset - lastBreak };
}
