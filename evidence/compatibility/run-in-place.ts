import path from "node:path";
import type { Outcome } from "./outcome.ts";
import { runModule } from "./run-module.ts";
import type { Stall } from "./stall.ts";

/** What a stall's handler answers where it lies in the installed bazaar. */
export async function runInPlace({ name, nodeOptions }: Stall, root: string, node: string): Promise<Outcome> {
  return runModule(path.join(root, "packages", name, "main.js"), { node, env: { NODE_OPTIONS: nodeOptions } });
}
