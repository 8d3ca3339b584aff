import type { Round } from "./measure-rounds.ts";

export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** The middle of some values, and how far they are apart. */
export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

/** How many times as long as the yardstick a subject took, within each round. */
export function spreadOfRatios(rounds: readonly Round[], subject: string, yardstick: string): Spread {
  return spreadOf(rounds.map((round) => secondsOf(round, subject) / secondsOf(round, yardstick)));
}

/** In seconds. */
export function spreadOfTimes(rounds: readonly Round[], subject: string): Spread {
  return spreadOf(rounds.map((round) => secondsOf(round, subject)));
}

/** In bytes, the median; undefined where the system does not tell memory. */
export function medianPeak(rounds: readonly Round[], subject: string): number | undefined {
  const peaks = rounds.flatMap((round) => round[subject]?.bytes ?? []);
  return peaks.length === 0 ? undefined : median(peaks);
}

/** Of an even count the lower one of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

function secondsOf(round: Round, subject: string): number {
  return round[subject]?.seconds ?? Number.NaN;
}
