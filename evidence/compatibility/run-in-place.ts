import { existsSync } from "node:fs";
import path from "node:path";
import type { Outcome } from "./outcome.ts";
import { runModule } from "./run-module.ts";
import type { Stall } from "./stall.ts";

/** What a stall's handler answers where it lies in the installed bazaar. */
export async function runInPlace({ name, nodeOptions }: Stall, root: string, node: string): Promise<Outcome> {
  const directory = path.join(root, "packages", name);
  const main = ["main.js", "main.mjs"].map((file) => path.join(directory, file)).find((file) => existsSync(file));
  return runModule(main ?? directory, { node, env: { NODE_OPTIONS: nodeOptions } });
}
