import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { toolBin } from "@lambda-pack/test-support/installs/tools";
import { runBin } from "../../test/harness/run-command.ts";
import type { Outcome } from "./outcome.ts";
import { nodeRelease } from "./node-release.ts";
import { runInPlace } from "./run-in-place.ts";
import { invokeZip, packStall } from "./run-stall.ts";
import type { Stall } from "./stall.ts";
import { tryTrimmed } from "./trimmed/try-trimmed.ts";
import type { TrimTrial } from "./trimmed/try-trimmed.ts";

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
  /** Of each form: plain and as an ES module. */
  readonly trims: readonly TrimTrial[];
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

/** Packs a stall of the installed bazaar, checks the zip, and runs its handler where it lies and out of the zip. */
export async function tryStall(stall: Stall, root: string): Promise<Trial> {
  return inTemporaryDirectory(async (directory) => {
    const node = await toolBin(nodeRelease, "node");
    const zip = path.join(directory, "bundle.zip");
    const { packages, sizes, problems } = await packStall(stall, root, { zip });
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
      trims: await tryTrimmed(stall, root),
    };
  });
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
