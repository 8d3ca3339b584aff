import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LockedPackages } from "@lambda-pack/model";
import type { LockfileParser } from "../../src/lockfile/lockfile-parser.ts";

/** What a parser makes of a lockfile in `data`; the test fails when it does not know the format. */
export async function parseData(parse: LockfileParser, name: string): Promise<LockedPackages> {
  return parsed(parse, readData(name));
}

/** Text of a lockfile that a package manager wrote, without addresses and checksums. */
export function readData(name: string): string {
  return readFileSync(join(import.meta.dirname, "data", name), "utf8");
}

export async function parsed(parse: LockfileParser, text: string): Promise<LockedPackages> {
  const locked = await parse(text, "/botland/lockfile");
  if (locked === undefined) throw new Error("The format was not recognised.");
  return locked;
}

/** One line for each key that has ` > `: `./packages/database > ms = 2.0.0`, or `2.0.0 | 2.1.2` for several answers. */
export function drawEdges(locked: LockedPackages): readonly string[] {
  return [...locked.keys()].filter((key) => key.includes(" > ")).map((key) => `${key} = ${versionsAt(locked, key)}`);
}

export function versionsAt(locked: LockedPackages, key: string): string {
  return (locked.get(key) ?? []).map(({ version }) => version).join(" | ");
}
