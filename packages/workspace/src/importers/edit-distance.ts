/**
 * How many letters (UTF-16 code units) have to be added, removed or replaced at least to turn one text into the other:
 * Levenshtein's distance, by its table, of which one row is kept.
 */
export function editDistance(from: string, to: string): number {
  // From what has been read of `from`, here nothing, to each begin of `to`.
  const distances = Array.from({ length: to.length + 1 }, (_, length) => length);
  for (let row = 1; row <= from.length; row += 1) {
    let diagonal = row - 1;
    let left = row;
    for (let column = 1; column <= to.length; column += 1) {
      const above = distances[column] ?? 0;
      left = Math.min(left + 1, above + 1, diagonal + (from[row - 1] === to[column - 1] ? 0 : 1));
      diagonal = above;
      distances[column] = left;
    }
    distances[0] = row;
  }
  return distances.at(-1) ?? 0;
}
