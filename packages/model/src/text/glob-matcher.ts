import { linearMatcher } from "./linear-matcher.ts";

/**
 * Whether a text matches a hard glob, of which a library has made a regular expression: as the library says, in a time that grows
 * with the lengths of both alone.
 */
export function globMatcher(glob: string, expression: RegExp): (text: string) => boolean {
  const matches = linearMatcher(expression);
  if (matches === undefined) throw new Error(`A glob has become ${String(expression)}`);
  // A glob matches its own text, whatever its characters mean.
  return (text) => text !== "" && (text === glob || matches(text));
}

/**
 * Whether a match may have to be tried in very many ways: by several stars in one segment, each of which may end anywhere, by several
 * `**`, or by parts that are repeated. Others are left to the library, which is faster.
 */
export function isHardGlob(glob: string): boolean {
  if (/[+*!]\(/u.test(glob)) return true;
  let stars = 0;
  let globstars = 0;
  for (const segment of glob.split("/")) {
    if (segment === "**") globstars += 1;
    else stars += Math.max(0, (segment.match(/\*+/gu)?.length ?? 0) - 1);
  }
  return stars > MAX_EXTRA_STARS || globstars > MAX_GLOBSTARS;
}

/** As in `*-*-*.js`; the names of a file system have 255 bytes. */
const MAX_EXTRA_STARS = 2;

const MAX_GLOBSTARS = 2;
