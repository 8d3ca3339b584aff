import { differences } from "./nft-differences.ts";
import { trimModes } from "./try-trimmed.ts";
import type { TrimMode, TrimTrial } from "./try-trimmed.ts";

/** What a page says of all trimmed stalls together. */
export function renderTrimmed(trials: readonly TrimTrial[]): string {
  const traced = trials.reduce((sum, each) => sum + each.traced, 0);
  const lacking = trials.flatMap((each) => each.lacking);
  const lost = trials.flatMap((each) => each.lost);
  const rows = differences.flatMap(({ name, reason }) => {
    const files = lacking.filter(({ difference }) => difference === name).length;
    return files === 0 ? [] : [`- ${files}: ${reason}`];
  });
  return `## Trimmed

- ${trials.length} bundles, plain and as ES modules: together ${megabytes(wholeOf(trials))} MB; ${trimModes.map((mode) => `\`--trim=${mode}\` keeps ${renderShare(sumOf(trials, mode), wholeOf(trials))}`).join(", ")} of the bytes.
- Files that \`strace\` sees the functions open out of the whole bundles, and that \`--trim=reachable\` leaves out: ${lost.length}.
- Files that @vercel/nft traces from the handlers: ${traced}. Of these, \`--trim=reachable\` leaves out ${lacking.length}${rows.length === 0 ? "." : ", for these reasons:"}
${rows.map((row) => `  ${row}\n`).join("")}`.trimEnd();
}

/** The share of all bytes that a level keeps, from 0 to 1. */
export function keptShare(trials: readonly TrimTrial[], mode: TrimMode): number {
  return sumOf(trials, mode) / wholeOf(trials);
}

export function renderShare(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(0)} %`;
}

function wholeOf(trials: readonly TrimTrial[]): number {
  return trials.reduce((sum, { bytes }) => sum + bytes, 0);
}

function sumOf(trials: readonly TrimTrial[], mode: TrimMode): number {
  return trials.reduce((sum, { trimmed }) => sum + trimmed[mode].bytes, 0);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
