import type { Comparison, Pair } from "./compare-pack.ts";
import type { Cost } from "./measure-command.ts";

/** What the figures were taken on; they mean nothing elsewhere but as ratios. */
export interface Machine {
  readonly cores: number;
  readonly node: string;
  readonly zip: string;
}

/** The page on speed, whole. */
export function renderBenchmarks(comparisons: readonly Comparison[], { cores, node, zip }: Machine): string {
  const pairs = Math.min(...comparisons.map((comparison) => comparison.pairs.length));
  return `# Benchmarks

\`npm run bench\` writes this page. It generates two monorepos, installs them with Yarn 1.22.22, and packs one package of
each, again and again, beside the work by hand: \`cp -rL\` of the very same files, then \`zip -r -q -X\` of the copy. A
ratio is the time of lambda-pack divided by the time by hand in the same pair: below 1, lambda-pack is faster. lambda-pack
also finds the files, which by hand was done before the clock started.

Taken on ${cores} cores with Node ${node} and ${zip}: the median of ${pairs} pairs, lowest and highest in brackets.

| monorepo | files | MB | zip only | zip and staging directory | size of the zip |
| --- | --: | --: | --: | --: | --: |
${comparisons.map(renderTimes).join("\n")}

Peak memory in MB, the median:

| monorepo | zip only | zip and staging directory | by hand |
| --- | --: | --: | --: |
${comparisons.map(renderMemory).join("\n")}
`;
}

function renderTimes({ monorepo, files, bytes, pairs, sizeRatio }: Comparison): string {
  const ratios = (cost: (pair: Pair) => Cost) =>
    renderSpread(pairs.map((pair) => cost(pair).seconds / pair.byHand.seconds));
  return row([
    `${monorepo.name}: ${monorepo.description}`,
    `${files}`,
    (bytes / 1e6).toFixed(1),
    ratios((pair) => pair.zipOnly),
    ratios((pair) => pair.withStage),
    sizeRatio.toFixed(2),
  ]);
}

function renderMemory({ monorepo, pairs }: Comparison): string {
  const peak = (cost: (pair: Pair) => Cost) => renderMegabytes(pairs.flatMap((pair) => cost(pair).bytes ?? []));
  return row([
    monorepo.name,
    peak((pair) => pair.zipOnly),
    peak((pair) => pair.withStage),
    peak((pair) => pair.byHand),
  ]);
}

function renderSpread(ratios: readonly number[]): string {
  return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`;
}

function renderMegabytes(peaks: readonly number[]): string {
  return peaks.length === 0 ? "unknown" : (median(peaks) / 1e6).toFixed(0);
}

/** Of an even count the lower one of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
