/** Code that Node loads, by its extension alone. */
export function isScript(path: string): boolean {
  return /\.[cm]?js$/u.test(path);
}
