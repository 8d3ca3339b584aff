import path from "node:path";
import { unzipped } from "@lambda-pack/test-support/zips/unzipped";
import type { Report } from "../../packages/lambda-pack/src/index.ts";
import { runCommand } from "./run-command.ts";

export interface PackedBundle {
  /** The unzipped bundle, with no node_modules in any directory above. */
  readonly directory: string;
  readonly problems: Report["problems"];
}

/** Packs one package of a monorepo with the command, which must succeed, and unzips the result. */
export async function packBundle(root: string, target: string, options: readonly string[] = []): Promise<PackedBundle> {
  const out = path.join(root, ".lambda-pack", "bundle.zip");
  const argv = [target, "--json", "--no-stage", "--out", out, ...options];
  const { exitCode, stdout, stderr } = await runCommand(argv, root);
  if (exitCode !== 0) throw new Error(`${argv.join(" ")} failed with ${exitCode}:\n${stdout}${stderr}`);
  const { packs }: { readonly packs: readonly Report[] } = JSON.parse(stdout);
  return { directory: await unzipped(out), problems: packs[0]?.problems ?? [] };
}
