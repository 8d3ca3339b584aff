import { isAbsolute, relative, sep } from "node:path";

/** A path as the user would type it: relative where it lies below the base. */
export function shownPath(path: string, base: string): string {
  const shown = relative(base, path);
  const outside = shown === "" || shown === ".." || shown.startsWith(`..${sep}`) || isAbsolute(shown);
  return outside ? path : shown;
}
