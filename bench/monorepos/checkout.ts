import { existsSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { benchDirectory, generateMonorepo, makeOnce } from "./monorepos.ts";
import type { BenchedMonorepo } from "./monorepos.ts";
import { measureCommand } from "../measure/measure-command.ts";
import type { Cost } from "../measure/measure-command.ts";

/** A monorepo that packs are measured in. */
export interface Checkout {
  readonly root: string;
  readonly monorepo: BenchedMonorepo;
}

/** A copy of an installed monorepo, so that what was installed is never changed. */
export interface StagedCheckout extends Checkout {
  /** The files of the target's bundle, for whatever needs them found and staged already. */
  readonly staged: string;
}

const bin = path.join(import.meta.dirname, "..", "..", "packages", "lambda-pack", "dist", "bin.js");

/** Where packs leave their outputs, and find earlier ones. */
export const outputName = ".lambda-pack";

/** More than Lambda takes: some made-up monorepos are larger. */
const MAX_BYTES = `${10 ** 11}`;

const opened = new Map<string, Promise<StagedCheckout>>();

/** The copy, made the first time, and a fresh staging directory beside it. */
export async function openCheckout(monorepo: BenchedMonorepo): Promise<StagedCheckout> {
  const known = opened.get(monorepo.name) ?? openOnce(monorepo);
  opened.set(monorepo.name, known);
  return known;
}

async function openOnce(monorepo: BenchedMonorepo): Promise<StagedCheckout> {
  const installed = await generateMonorepo(monorepo);
  const root = await makeOnce(path.join(benchDirectory, "work", monorepo.name), (fresh) => copyTree(installed, fresh));
  const checkout = { root, monorepo, staged: path.join(benchDirectory, "staged", monorepo.name) };
  await rm(checkout.staged, { recursive: true, force: true });
  await clearOutputs(checkout);
  await runPack(checkout, ["--no-zip", "--stage-dir", checkout.staged]);
  return checkout;
}

/** The installed monorepo itself, for packs that need no other files than it has. */
export async function openInstalled(monorepo: BenchedMonorepo): Promise<Checkout> {
  return { root: await generateMonorepo(monorepo), monorepo };
}

/** One run of the built command in the checkout, of its target unless other targets are named. */
export async function runPack(
  { root, monorepo }: Checkout,
  options: readonly string[],
  targets: readonly string[] = [monorepo.target],
): Promise<Cost> {
  const args = [bin, ...targets, "--max-size", MAX_BYTES, "--max-zip-size", MAX_BYTES, "--quiet", ...options];
  return measureCommand(process.execPath, args, { cwd: root });
}

/** One run of the built command that packs nothing. */
export async function runBin(options: readonly string[]): Promise<Cost> {
  return measureCommand(process.execPath, [bin, ...options], { cwd: benchDirectory });
}

/** The command line of a pack, for what measures it otherwise. */
export function packCommand({ monorepo }: Checkout, options: readonly string[]): readonly string[] {
  return [process.execPath, bin, monorepo.target, "--quiet", ...options];
}

/** Removes all earlier bundles, with their indexes. */
export async function clearOutputs({ root }: Checkout): Promise<void> {
  await rm(path.join(root, outputName), { recursive: true, force: true });
  await settle();
}

/** Gives a source file of a sibling a content that it has not had before. */
export async function changeSource({ root, monorepo }: Checkout): Promise<void> {
  const original = await readFile(path.join(benchDirectory, monorepo.name, monorepo.changed), "utf8");
  changes += 1;
  await writeFile(path.join(root, monorepo.changed), `${original}\n// Change ${changes} of ${Date.now()}.\n`);
}

let changes = 0;

/**
 * As after a fresh clone and install: every file is copied again, so that no inode and no time is what it was. Earlier
 * bundles stay.
 */
export async function renewCheckout({ root, monorepo }: Checkout): Promise<void> {
  const fresh = `${root}.new`;
  await rm(fresh, { recursive: true, force: true });
  await copyTree(await generateMonorepo(monorepo), fresh);
  const kept = path.join(root, outputName);
  if (existsSync(kept)) await rename(kept, path.join(fresh, outputName));
  await rm(root, { recursive: true, force: true });
  await rename(fresh, root);
  await settle();
}

/** By the system's own cp; new times, links kept as links, and without bundles that somebody has left there. */
async function copyTree(from: string, to: string): Promise<void> {
  await execa("cp", ["-R", "-P", from, to]);
  await rm(path.join(to, outputName), { recursive: true, force: true });
}

/** Waits until what was written is on the disk, so that no run pays for what was done before it. */
export async function settle(): Promise<void> {
  await execa("sync");
}
