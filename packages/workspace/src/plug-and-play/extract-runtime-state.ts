/**
 * The JSON of the data that a .pnp.cjs holds, cut out of its text: it is code of the project, which is never run. Undefined
 * for a program of another form. Lines of the JSON have the numbers that they have in the program. Sources:
 * generatePrettyJson and generateInlinedScript of Yarn's packages/yarnpkg-pnp.
 */
export function extractRuntimeState(program: string): string | undefined {
  const text = /\b(?:RAW_RUNTIME_STATE\s*=|return hydrateRuntimeState\(JSON\.parse\()\s*'/u.exec(program);
  if (text !== null) return fromText(program, text.index + text[0].length);
  const literal = /\breturn hydrateRuntimeState\((?=\{)/u.exec(program);
  return literal === null ? undefined : fromLiteral(program, literal.index + literal[0].length);
}

/** Later releases of Yarn 3, Yarn 4, and pnpm: JSON in a text, with a backslash before each backslash, quote and line's end. */
function fromText(program: string, start: number): string | undefined {
  const end = endOfText(program, start);
  if (end === undefined) return undefined;
  return linesBefore(program, start) + program.slice(start, end).replaceAll(/\\([\s\S])/gu, "$1");
}

/** The first quote that no backslash stands before. No regular expression: the text may have tens of megabytes. */
function endOfText(program: string, start: number): number | undefined {
  for (let at = program.indexOf("'", start); at !== -1; at = program.indexOf("'", at + 1)) {
    let backslashes = 0;
    while (program[at - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return undefined;
}

/** Yarn 2 and earlier releases of Yarn 3: the data as an object literal, which is JSON but for the commas before closing braces. */
function fromLiteral(program: string, start: number): string | undefined {
  const end = program.indexOf(", {basePath: ", start);
  if (end === -1) return undefined;
  const literal = program.slice(start, end);
  const textsAndCommas = /"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/gu;
  return linesBefore(program, start) + literal.replaceAll(textsAndCommas, (found) => (found === "," ? "" : found));
}

function linesBefore(program: string, index: number): string {
  return "\n".repeat(program.slice(0, index).split("\n").length - 1);
}
