/** What a backslash takes the meaning from in a glob; of some characters, only before a parenthesis. */
const ESCAPED = /^\\!|\\(?:[[\](){}|\\]|[@+*?!](?=\())|\\/gu;

/**
 * A glob with forward slashes, as it is meant by who writes `packages\*` on Windows: on every system a backslash that escapes
 * nothing is a slash. One before a bracket, brace or parenthesis, or before another backslash, keeps its meaning.
 */
export function slashedGlob(glob: string): string {
  return glob.replaceAll(ESCAPED, (found) => (found === "\\" ? "/" : found));
}
