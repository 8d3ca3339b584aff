import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { runBin } from "../harness/run-command.ts";

const preload = pathToFileURL(path.join(import.meta.dirname, "preload.mjs")).href;

export interface Torture {
  readonly root: string;
  readonly argv: readonly string[];
  readonly thread: "main" | "worker";
  readonly at: number;
  readonly code: string;
}

/** The built command, with a fault at one of its calls; what failed is undefined where it made fewer calls. */
export async function runTortured({ root, argv, thread, at, code }: Torture) {
  const note = path.join(root, "note");
  rmSync(note, { force: true });
  const env = { NODE_OPTIONS: `--import=${preload}`, TORTURE: `${thread} ${at} ${code} ${note}` };
  const run = await runBin(argv, { cwd: root, env });
  return { ...run, failed: existsSync(note) ? readFileSync(note, "utf8") : undefined };
}
