import { copyOf, zipOf } from "./by-hand.ts";
import { changeSource, clearOutputs, openCheckout, renewCheckout, runPack, settle } from "../monorepos/checkout.ts";
import type { StagedCheckout } from "../monorepos/checkout.ts";
import { measureRounds } from "../measure/measure-rounds.ts";
import type { Subject } from "../measure/measure-rounds.ts";
import type { BenchedMonorepo } from "../monorepos/monorepos.ts";
import type { Facts, Part } from "../part.ts";
import { trimShares } from "./trim-shares.ts";

/** A case that users meet: what was there before, and what the command is to write. */
export interface Row {
  readonly name: string;
  readonly text: string;
  /** Most times as long as the yardstick, on the big monorepo. */
  readonly limit?: number;
  readonly options: readonly string[];
  /** What happens to the checkout before each run; an earlier bundle is there unless it is removed. */
  readonly before: (checkout: StagedCheckout) => Promise<void>;
  /** What the page names beside the figures. */
  readonly facts?: (checkout: StagedCheckout) => Promise<Facts>;
  /** Timed in the same rounds. */
  readonly beside?: (checkout: StagedCheckout) => readonly Subject[];
}

export const packName = "lambda-pack";
export const copyName = "cp -r";
export const coldName = "cold";

const noStage = ["--no-stage"];
const trimmed = ["--trim=reachable", ...noStage];

export const rows: readonly Row[] = [
  { name: "cold", text: "cold, `--no-stage`", limit: 0.55, options: noStage, before: clearOutputs },
  {
    name: "cold-stage",
    text: "cold, with staging",
    limit: 1.1,
    options: [],
    before: clearOutputs,
    beside: (checkout) => [copyOf(checkout, "-r"), { ...packOf(checkout, noStage, clearOutputs), name: coldName }],
  },
  {
    name: "no-cache",
    text: "`--no-cache` over an earlier bundle, `--no-stage`",
    options: ["--no-cache", ...noStage],
    before: settle,
  },
  { name: "again", text: "again, nothing changed, `--no-stage`", limit: 0.12, options: noStage, before: settle },
  { name: "again-stage", text: "again, nothing changed, with staging", limit: 0.2, options: [], before: settle },
  {
    name: "verify",
    text: "again, `--verify-cache`, `--no-stage`",
    options: ["--verify-cache", ...noStage],
    before: settle,
  },
  {
    name: "change",
    text: "one source file changed, `--no-stage`",
    limit: 0.15,
    options: noStage,
    before: changeAndSettle,
  },
  {
    name: "change-stage",
    text: "one source file changed, with staging",
    limit: 0.25,
    options: [],
    before: changeAndSettle,
  },
  {
    name: "fresh",
    text: "fresh checkout and install, `.lambda-pack` kept, `--no-stage`",
    limit: 0.25,
    options: noStage,
    before: renewCheckout,
  },
  {
    name: "trim",
    text: "cold, `--trim=reachable`, `--no-stage`",
    limit: 0.45,
    options: trimmed,
    before: clearOutputs,
    facts: trimShares,
  },
  {
    name: "trim-again",
    text: "again, nothing changed, `--trim=reachable`, `--no-stage`",
    limit: 0.15,
    options: trimmed,
    before: settle,
  },
  {
    name: "trim-change",
    text: "one source file changed, `--trim=reachable`, `--no-stage`",
    options: trimmed,
    before: changeAndSettle,
  },
];

/** Each row beside the yardstick, pair by pair. */
export function rowParts(monorepo: BenchedMonorepo, group: string): readonly Part[] {
  return rows.map((row) => ({
    name: `${group}/${row.name}`,
    measure: async (rounds) => {
      const checkout = await openCheckout(monorepo);
      await clearOutputs(checkout);
      // What "again" means: the same command has been run before.
      await runPack(
        checkout,
        row.options.filter((option) => option !== "--no-cache" && option !== "--verify-cache"),
      );
      const pack = packOf(checkout, row.options, row.before);
      const subjects = [zipOf(checkout), ...(row.beside?.(checkout) ?? []), pack];
      return {
        kind: "rounds",
        rounds: await measureRounds(subjects, rounds),
        facts: (await row.facts?.(checkout)) ?? {},
      };
    },
  }));
}

function packOf(checkout: StagedCheckout, options: readonly string[], before: Row["before"]): Subject {
  return { name: packName, prepare: () => before(checkout), run: () => runPack(checkout, options) };
}

async function changeAndSettle(checkout: StagedCheckout): Promise<void> {
  await changeSource(checkout);
  await settle();
}
