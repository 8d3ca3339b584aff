import { zipUnsafe } from "../zip-faults.ts";
import { MAX_PATH_BYTES } from "../zip-limits.ts";

/**
 * Where an entry lands, in one form: `./a//b` and `a/./b` are `a/b`, as for every program that unpacks; empty for the folder
 * itself. Throws for a name that would land elsewhere or cannot be written.
 */
export function entryPath(name: string, label: string): string {
  if (name === "") throw zipUnsafe(label, name, "is empty");
  if (name.length > MAX_PATH_BYTES) throw zipUnsafe(label, `${name.slice(0, 80)}…`, "is longer than any system allows");
  if (name.includes("\u0000")) throw zipUnsafe(label, name, "has a NUL character");
  return plain(name) ? name : name.split("/").filter(isStep).join("/");
}

function plain(name: string): boolean {
  return !/(?:^|\/)\.?(?:\/|$)/u.test(name);
}

function isStep(segment: string): boolean {
  return segment !== "" && segment !== ".";
}
