import { clearOutputs, openInstalled, runPack } from "../monorepos/checkout.ts";
import { MADE_UP_FILES_PER_PACKAGE, madeUpMonorepo } from "../monorepos/made-up-monorepo.ts";
import { measureRounds } from "../measure/measure-rounds.ts";
import type { Subject } from "../measure/measure-rounds.ts";
import type { BenchedMonorepo } from "../monorepos/monorepos.ts";
import type { Part } from "../part.ts";

/** As many files as the closure of the big monorepo has, in made-up packages. */
const PACKAGES = 487;

export const onceName = "once";
export const tenTimesName = "ten-times";

/** Cold packs of a made-up closure and of one ten times as large: time is to grow with the files, memory not at all. */
export const tenTimesPart: Part = {
  name: "ten-times",
  measure: async (rounds) => {
    const subjects = [
      await coldPackOf(onceName, madeUpMonorepo({ name: "made-up", packages: PACKAGES })),
      await coldPackOf(tenTimesName, madeUpMonorepo({ name: "made-up-ten-times", packages: PACKAGES * 10 })),
    ];
    return {
      kind: "rounds",
      rounds: await measureRounds(subjects, rounds),
      facts: { files: PACKAGES * MADE_UP_FILES_PER_PACKAGE },
    };
  },
};

async function coldPackOf(name: string, monorepo: BenchedMonorepo): Promise<Subject> {
  const checkout = await openInstalled(monorepo);
  return { name, prepare: () => clearOutputs(checkout), run: () => runPack(checkout, ["--no-stage"]) };
}
