import { formatCount } from "@lambda-pack/model";

/** `1 file`, `2,787 files`. */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
