import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Report } from "../../packages/lambda-pack/src/index.ts";
import { runBin } from "../../test/harness/run-command.ts";
import type { Outcome } from "./outcome.ts";
import type { Stall } from "./stall.ts";

export interface StallOutput {
  readonly zip: string;
  /** Whole unless given. */
  readonly trim?: "files" | "reachable";
}

/** Packs a stall of the installed bazaar. */
export async function packStall(stall: Stall, root: string, { zip, trim }: StallOutput): Promise<Report> {
  const target = [`@bazaar/${stall.name}`, "--arch", "x64", "--runtime", "nodejs22.x"];
  const output = ["--no-stage", "--json", "--level", "1", "--max-zip-size", "250MiB", "--out", zip];
  const trimming = trim === undefined ? [] : [`--trim=${trim}`];
  const { exitCode, stdout, stderr } = await runBin([...target, ...output, ...trimming], { cwd: root });
  if (exitCode !== 0) throw new Error(`${stall.name} was not packed: ${stderr}`);
  const { packs }: { readonly packs: readonly [Report] } = JSON.parse(stdout);
  return packs[0];
}

/** Runs the handler of a packed stall out of its zip. */
export async function invokeZip({ nodeOptions }: Stall, zip: string, node: string): Promise<Outcome> {
  const out = `${zip}.answer.json`;
  const run = ["--handler", "main.handler", "--runtime", "nodejs22.x", "--memory", "1024", "--timeout", "60"];
  const env = nodeOptions === undefined ? [] : ["--env", `NODE_OPTIONS=${nodeOptions}`];
  const words = ["invoke", zip, ...run, ...env, "--node", node, "--out", out];
  const { exitCode, stderr } = await runBin(words, { cwd: path.dirname(zip) });
  if (exitCode !== 0) return { failure: stderr.trimEnd().split("\n").at(-1) ?? "" };
  return { answer: JSON.parse(await readFile(out, "utf8")) };
}
