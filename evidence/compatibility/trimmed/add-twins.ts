import { existsSync } from "node:fs";
import { cp, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { stalls } from "../stall.ts";
import type { Stall } from "../stall.ts";
import { asModule } from "./as-module.ts";

/** The workspace package that is a plain stall as an ES module. */
export function twinOf({ name }: Stall): string {
  return `${name}-module`;
}

/** Writes a twin beside each plain stall of a copy of the bazaar, before it is installed. */
export async function addTwins(directory: string): Promise<void> {
  for (const stall of stalls) {
    const [from, to] = [stall.name, twinOf(stall)].map((name) => path.join(directory, "packages", name));
    if (stall.isModule || from === undefined || to === undefined || !existsSync(from)) continue;
    await cp(from, to, { recursive: true });
    const manifest = path.join(to, "package.json");
    const text = await readFile(manifest, "utf8");
    const named = text.replace(`"@bazaar/${stall.name}"`, `"@bazaar/${twinOf(stall)}"`);
    await writeFile(manifest, named.replace('"main.js"', '"main.mjs"'));
    await rename(path.join(to, "main.js"), path.join(to, "main.mjs"));
    const main = await readFile(path.join(to, "main.mjs"), "utf8");
    await writeFile(path.join(to, "main.mjs"), asModule(main));
  }
}
