/** `1.2.3`, `^1.2.3` or `~1.2.3`, with numbers that are small and begin with no zero. */
const PLAIN = /^([\^~]?)(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;

/**
 * Whether a version is one that a range allows and both are so plain that it can be seen at once, as for nearly all edges.
 * False where it is not, and where semver has to be asked.
 */
export function isPlainlyAllowed(range: string, version: string): boolean {
  const [, noSign, ownMajor, ownMinor, ownPatch] = PLAIN.exec(version) ?? [];
  if (noSign !== "") return false;
  if (range === version || range === "*") return true;
  const [, sign, major, minor, patch] = PLAIN.exec(range) ?? [];
  if (sign === undefined || sign === "" || major !== ownMajor) return false;
  if (minor === ownMinor) return (sign === "~" || major !== "0" || minor !== "0") && Number(ownPatch) >= Number(patch);
  return sign === "^" && major !== "0" && Number(ownMinor) > Number(minor);
}
