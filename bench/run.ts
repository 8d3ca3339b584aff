import { writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { execa } from "execa";
import { comparePack, type Comparison } from "./compare-pack.ts";
import { monorepos } from "./monorepos.ts";
import { renderBenchmarks } from "./render-benchmarks.ts";

const pairs = Number(process.argv[2] ?? 5);
const page = path.join(import.meta.dirname, "..", "docs", "benchmarks.md");

const comparisons: Comparison[] = [];
for (const monorepo of monorepos) comparisons.push(await comparePack(monorepo, pairs));

const machine = { cores: os.availableParallelism(), node: process.version.slice(1), zip: await readZipVersion() };
const text = renderBenchmarks(comparisons, machine);
await writeFile(page, text);
console.log(text);

async function readZipVersion(): Promise<string> {
  const { stdout } = await execa("zip", ["-v"]);
  return /Zip \d+\.\d+/.exec(stdout)?.[0] ?? "an unknown zip";
}
