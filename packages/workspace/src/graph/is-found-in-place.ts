import { join, resolve } from "node:path";
import { isBelow } from "../disk/paths.ts";
import type { Installed } from "./lookup/lookup.ts";

/**
 * Whether Node, looking the name up from a real directory, finds the package where it lies: in a node_modules at or above
 * that directory, and by no link.
 */
export function isFoundInPlace({ dir }: Installed, from: string, name: string): boolean {
  const holder = resolve(dir, name.includes("/") ? "../../.." : "../..");
  return join(holder, "node_modules", name) === dir && (holder === from || isBelow(holder, from));
}
