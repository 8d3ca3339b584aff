import type { Cost } from "./measure-command.ts";

/** Something that is timed. */
export interface Subject {
  readonly name: string;
  /** Puts everything as the run is to find it. It is not timed. */
  readonly prepare?: () => Promise<void>;
  readonly run: () => Promise<Cost>;
}

/** What each subject took in one round, by its name. */
export type Round = Readonly<Record<string, Cost>>;

/**
 * Runs the subjects one after the other, round by round (A B A B …), so that whatever slows the machine down slows all of them
 * down. The first round warms the caches of the disk and does not count.
 */
export async function measureRounds(subjects: readonly Subject[], count: number): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round <= count; round += 1) {
    const costs: Record<string, Cost> = {};
    for (const { name, prepare, run } of subjects) {
      await prepare?.();
      costs[name] = await run();
    }
    rounds.push(costs);
  }
  return rounds.slice(1);
}
