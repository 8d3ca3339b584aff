import { readdir } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

/** Waits until a directory has a child whose name matches; fails after twenty seconds. */
export async function untilChildAppears(directory: string, name: RegExp): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await readdir(directory)).some((child) => name.test(child))) {
    if (Date.now() > end) throw new Error(`nothing in ${directory} matches ${String(name)}`);
    await setTimeout(2);
  }
}
