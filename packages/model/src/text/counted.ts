import { formatCount } from "./format-count.ts";

/** `1 file`, `2,787 files`, `2 copies`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
