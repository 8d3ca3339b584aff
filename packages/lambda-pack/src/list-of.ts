/** `a`, `a and b`, `a, b and c`; of long lists only the first five. */
export function listOf(names: readonly string[], conjunction = "and"): string {
  const shown = names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} more`] : names;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} ${conjunction} ${shown.at(-1)}`;
}
