/** Orders by UTF-16 code unit; `localeCompare` depends on the machine's locale data. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
