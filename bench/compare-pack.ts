import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { type Cost, inSequence, measureCommand } from "./measure-command.ts";
import { benchDirectory, type BenchedMonorepo, generateMonorepo } from "./monorepos.ts";

/** Runs of one pack beside runs of `cp -rL` and `zip -r` of the same files, one pair after the other. */
export interface Comparison {
  readonly monorepo: BenchedMonorepo;
  readonly files: number;
  readonly bytes: number;
  readonly pairs: readonly Pair[];
  /** Size of our archive divided by that of zip's. */
  readonly sizeRatio: number;
}

export interface Pair {
  /** `lambda-pack --no-stage`: the archive alone. */
  readonly zipOnly: Cost;
  /** `lambda-pack`: the archive and the staging directory. */
  readonly withStage: Cost;
  /** `cp -rL` of the staged files, then `zip -r` of the copy. */
  readonly byHand: Cost;
}

const bin = path.join(import.meta.dirname, "..", "packages", "lambda-pack", "dist", "bin.js");

/** The first pair warms the caches of the disk and does not count. */
export async function comparePack(monorepo: BenchedMonorepo, pairs: number): Promise<Comparison> {
  const root = await generateMonorepo(monorepo);
  const staged = path.join(benchDirectory, `${monorepo.name}-staged`);
  await pack(root, [monorepo.target, "--no-zip", "--stage-dir", staged]);

  const runs: Pair[] = [];
  for (let run = 0; run <= pairs; run += 1) {
    console.error(`${monorepo.name}: pair ${run} of ${pairs}`);
    runs.push(await runPair({ root, staged, target: monorepo.target }));
  }
  const { files, bytes } = await readSize(staged);
  return { monorepo, files, bytes, pairs: runs.slice(1), sizeRatio: await readSizeRatio() };
}

const outputs = {
  zip: path.join(benchDirectory, "output", "packed.zip"),
  stage: path.join(benchDirectory, "output", "packed"),
  copy: path.join(benchDirectory, "output-by-hand", "copy"),
  copyZip: path.join(benchDirectory, "output-by-hand", "copy.zip"),
};

interface PairToRun {
  readonly root: string;
  readonly staged: string;
  readonly target: string;
}

async function runPair({ root, staged, target }: PairToRun): Promise<Pair> {
  await clear();
  const zipOnly = await pack(root, [target, "--no-stage", "--out", outputs.zip]);
  await clear();
  const withStage = await pack(root, [target, "--stage-dir", outputs.stage, "--out", outputs.zip]);
  await measureCommand("mkdir", ["-p", path.dirname(outputs.copy)], root);
  const byHand = inSequence([
    await measureCommand("cp", ["-rL", staged, outputs.copy], root),
    await measureCommand("zip", ["-r", "-q", "-X", outputs.copyZip, "."], outputs.copy),
  ]);
  return { zipOnly, withStage, byHand };
}

async function clear(): Promise<void> {
  for (const file of [outputs.zip, outputs.copy]) await rm(path.dirname(file), { recursive: true, force: true });
}

async function pack(root: string, args: readonly string[]): Promise<Cost> {
  return measureCommand(process.execPath, [bin, ...args, "--quiet"], root);
}

async function readSizeRatio(): Promise<number> {
  return (await stat(outputs.zip)).size / (await stat(outputs.copyZip)).size;
}

async function readSize(directory: string): Promise<{ readonly files: number; readonly bytes: number }> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  let bytes = 0;
  for (const file of files) bytes += (await stat(path.join(file.parentPath, file.name))).size;
  return { files: files.length, bytes };
}
