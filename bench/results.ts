import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Machine } from "./machine.ts";
import { benchDirectory } from "./monorepos/monorepos.ts";
import type { PartResult } from "./part.ts";

/** All that has been measured on one machine. */
export interface Results {
  readonly machine: Machine;
  readonly parts: Readonly<Record<string, TakenResult>>;
}

export interface TakenResult {
  readonly result: PartResult;
  /** `yyyy-mm-dd` */
  readonly date: string;
  /** Of lambda-pack. */
  readonly revision: string;
}

const file = path.join(benchDirectory, "results.json");

/** What earlier runs have kept, so that one part can be measured again without all others. */
export async function readResults(): Promise<Results> {
  return JSON.parse(await readFile(file, "utf8"));
}

export async function writeResults(results: Results): Promise<void> {
  await mkdir(benchDirectory, { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(results, undefined, 1));
  await rename(`${file}.new`, file);
}
