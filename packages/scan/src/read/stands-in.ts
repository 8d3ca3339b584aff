/** Whether one of the offsets, which are in order, lies in a node. */
export function standsIn(
  offsets: readonly number[],
): (node: { readonly start: number; readonly end: number }) => boolean {
  return ({ start, end }) => {
    let [low, high] = [0, offsets.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((offsets[middle] ?? end) < start) low = middle + 1;
      else high = middle;
    }
    return (offsets[low] ?? end) < end;
  };
}
