import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { expect, test } from "vitest";
import { MADE_UP_FILES_PER_PACKAGE, madeUpMonorepo } from "./monorepos/made-up-monorepo.ts";
import { inSequence, measureCommand } from "./measure/measure-command.ts";
import { measureRounds } from "./measure/measure-rounds.ts";
import type { PartResult } from "./part.ts";
import { renderPage } from "./page/render-page.ts";
import { renderShortPeers } from "./page/render-peers.ts";
import { median, medianPeak, spreadOfRatios } from "./measure/spread.ts";
import { parseCalls } from "./cases/system-calls.ts";

const cost = (seconds: number) => ({ seconds, bytes: 50e6 });

test("the median is the value in the middle, whatever the order", () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2);
});

test("of commands in sequence times add up and the highest peak counts", () => {
  const costs = [
    { seconds: 1, bytes: 30 },
    { seconds: 2, bytes: 70 },
    { seconds: 3, bytes: undefined },
  ];
  expect(inSequence(costs)).toEqual({ seconds: 6, bytes: 70 });
});

// Other systems have no /proc, and the page says "unknown" there.
test.runIf(process.platform === "linux")("a command's time and memory are measured", async () => {
  const program = "const held = Buffer.alloc(200e6, 1); setTimeout(() => held, 100)";
  const { seconds, bytes } = await measureCommand(process.execPath, ["-e", program], { cwd: "." });
  expect(seconds).toBeGreaterThan(0.1);
  expect(bytes).toBeGreaterThan(200e6);
});

test("a command that fails is an error with the reason it gave, not a fast run", async () => {
  const program = "console.log('Packing'); console.error('Error: no lockfile'); console.log('Bye'); process.exit(3)";
  const failing = measureCommand(process.execPath, ["-e", program], { cwd: "." });
  await expect(failing).rejects.toThrow(/ended with 3: Error: no lockfile$/u);
});

test("subjects take turns, each prepared before its run, and the first round does not count", async () => {
  const log: string[] = [];
  const subjectOf = (name: string) => ({
    name,
    prepare: async () => {
      log.push(`prepare ${name}`);
    },
    run: async () => cost(log.push(`run ${name}`)),
  });
  const rounds = await measureRounds([subjectOf("zip"), subjectOf("packed")], 2);

  const turn = ["prepare zip", "run zip", "prepare packed", "run packed"];
  expect(log).toEqual([...turn, ...turn, ...turn]);
  expect(rounds).toEqual([
    { zip: cost(6), packed: cost(8) },
    { zip: cost(10), packed: cost(12) },
  ]);
});

test("ratios are those within each round, and their spread is shown with the median", () => {
  const rounds = [
    { packed: cost(1), zip: cost(2) },
    { packed: cost(3), zip: cost(4) },
    { packed: cost(2), zip: cost(2) },
  ];
  expect(spreadOfRatios(rounds, "packed", "zip")).toEqual({ median: 0.75, lowest: 0.5, highest: 1 });
  expect(medianPeak(rounds, "packed")).toBe(50e6);
});

test("system calls are read from strace's table, the most frequent ones first", () => {
  const table = [
    "% time     seconds  usecs/call     calls    errors syscall",
    "------ ----------- ----------- --------- --------- ------------------",
    " 71.25   18.857636         310       825      9010 futex",
    "  1.58    0.416864          43      9596           openat",
    "  0.00    0.000000           0         1         1 pkey_alloc",
    "100.00   24.056919         123     10422     15111 total",
  ];
  expect(parseCalls(table.join("\n"))).toEqual([
    { name: "openat", count: 9596, errors: 0 },
    { name: "futex", count: 825, errors: 9010 },
    { name: "pkey_alloc", count: 1, errors: 1 },
  ]);
});

test("a made-up monorepo is the same every time, and no two of its files are", async () => {
  const [directory, other] = [temporaryDirectory(), temporaryDirectory()];
  const monorepo = madeUpMonorepo({ name: "small", packages: 3 });
  await monorepo.generate(directory);
  await monorepo.generate(other);

  const files = listFiles(path.join(directory, "node_modules"));
  const contents = files.map((file) => readFileSync(path.join(directory, "node_modules", file), "utf8"));
  expect(files).toHaveLength(3 * MADE_UP_FILES_PER_PACKAGE);
  expect(new Set(contents).size).toBe(files.length);
  expect(listFiles(directory)).toEqual(listFiles(other));
  expect(contents).toEqual(files.map((file) => readFileSync(path.join(other, "node_modules", file), "utf8")));
});

const machine = {
  cores: 2,
  processor: "Lighthouse",
  memoryGibibytes: 24,
  system: "Linux x86_64",
  fileSystem: "ext2/ext3",
  node: "20.19.0",
  zlib: "1.3",
  zip: "Zip 3.0",
  sevenZip: "7-Zip 26.02",
};

const measured = (packed: number, beside: Record<string, number> = {}): PartResult => {
  const costs = Object.entries({ zip: 2, "lambda-pack": packed, ...beside });
  return {
    kind: "rounds",
    rounds: [Object.fromEntries(costs.map(([name, seconds]) => [name, cost(seconds)]))],
    facts: {},
  };
};

const taken = { date: "2026-11-23", revision: "abc1234" };

const results: Readonly<Record<string, PartResult>> = {
  "rows/cold": measured(1),
  "rows/cold-stage": measured(2.5, { "cp -r": 1, cold: 1 }),
  "rows/again": { kind: "failed", reason: "the command ended with 70" },
  "ten-times": { kind: "rounds", rounds: [{ once: cost(2), "ten-times": { seconds: 20, bytes: 300e6 } }], facts: {} },
  "peers/serverless": {
    kind: "peer",
    rounds: [{ zip: cost(2), serverless: cost(5) }],
    facts: {},
    bundle: { files: 5, links: 0, zipBytes: 5521, fault: "Error: Cannot find module 'lodash'" },
  },
  "peers/pnpm-deploy": { kind: "failed", reason: "`pnpm deploy` ended with 1: the registry | did not answer" },
};

const page = renderPage({
  machine,
  parts: Object.fromEntries(Object.entries(results).map(([name, result]) => [name, { result, ...taken }])),
});

test("the page shows each case with its limit and whether it is kept", () => {
  expect(page).toContain("Taken on 2026-11-23: 2 cores (Lighthouse), 24 GiB");
  expect(page).toContain("lambda-pack at abc1234, Node 20.19.0");
  expect(page).toContain("| cold, `--no-stage` | 0.50 (0.50–0.50) | 0.55 | yes | 1.00 | 50 |");
  expect(page).toContain("| cold, with staging | 1.25 (1.25–1.25) | 1.1 | **no** | 2.50 | 50 |");
  expect(page).toContain("so that the bound is 1.15 (1.15–1.15), and the command took 1.09 (1.09–1.09) of it.");
  expect(page).toContain("| 10.00 (10.00–10.00) | 10.5 | yes | 20.00 | 300 |");
  expect(page).toContain("| its peak memory in MB | 300 | 262 | **no** |");
});

test("what failed or was not measured says so instead of a figure", () => {
  expect(page).toContain("| again, nothing changed, `--no-stage` | failed: the command ended with 70 | 0.12 |");
  expect(page).toContain("| one source file changed, `--no-stage` | not measured | 0.15 |");
});

test("a peer's zip that does not run is named with the fault, and one that cannot be made with the reason", () => {
  const table = renderShortPeers((name) => results[name]);
  expect(table).toContain(
    "| `serverless package` 3.40.0 | **no**: Error: Cannot find module 'lodash' | 2.50 (2.50–2.50) |",
  );
  expect(table).toContain("| no zip: `pnpm deploy` ended with 1: the registry \\| did not answer |");
});

function listFiles(directory: string): readonly string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return files.map((file) => path.relative(directory, file)).toSorted();
}
