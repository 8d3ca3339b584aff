/**
 * The JSON of the data that a .pnp.cjs holds, cut out of its text: it is code of the project, which is never run. Undefined
 * for a program of another form. Sources: generatePrettyJson and generateInlinedScript of Yarn's packages/yarnpkg-pnp.
 */
export function extractRuntimeState(program: string): string | undefined {
  return fromText(program) ?? fromLiteral(program);
}

/** Yarn 3.2 and newer, and pnpm: `const RAW_RUNTIME_STATE = '…';`, JSON with each line's end and quotes escaped. */
function fromText(program: string): string | undefined {
  const [, quoted] = /\bRAW_RUNTIME_STATE\s*=\s*'((?:[^'\\]|\\[\s\S])*)'/.exec(program) ?? [];
  // A backslash at the end of a line continues the text, any other stands before the character that is meant.
  return quoted?.replaceAll(/\\(\r?\n|[\s\S])/g, (_, escaped: string) => (escaped.endsWith("\n") ? "" : escaped));
}

/** Older ones: the data as an object literal that is JSON. */
function fromLiteral(program: string): string | undefined {
  const [, literal] = /\breturn hydrateRuntimeState\((\{[\s\S]*?\n\s*\}), \{\s*basePath\b/.exec(program) ?? [];
  return literal;
}
