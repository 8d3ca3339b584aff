import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { settle } from "../monorepos/checkout.ts";
import type { StagedCheckout } from "../monorepos/checkout.ts";
import { measureCommand } from "../measure/measure-command.ts";
import type { Cost } from "../measure/measure-command.ts";
import type { Subject } from "../measure/measure-rounds.ts";
import { benchDirectory } from "../monorepos/monorepos.ts";

export const zipName = "zip";

const output = path.join(benchDirectory, "output");

/** The yardstick: the system's zip over the staged files, found and copied by somebody else. */
export function zipOf({ staged }: StagedCheckout): Subject {
  const file = path.join(output, "staged.zip");
  return { name: zipName, prepare: clear, run: () => zipDirectory(staged, file) };
}

/** `cp` of the staged files with some flags. */
export function copyOf({ staged }: StagedCheckout, flags: string): Subject {
  const run = () => measureCommand("cp", [flags, staged, path.join(output, "copy")], { cwd: output });
  return { name: `cp ${flags}`, prepare: clear, run };
}

/** All that lies below a directory, links followed, as level 6 zip without extra fields. */
export async function zipDirectory(directory: string, file: string): Promise<Cost> {
  return measureCommand("zip", ["-r", "-q", "-X", file, "."], { cwd: directory });
}

/** An empty directory for outputs. */
export async function clear(): Promise<void> {
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  await settle();
}

/** Where a subject may write between two calls of `clear`. */
export function outputPath(name: string): string {
  return path.join(output, name);
}
