import { clearOutputs, openInstalled, runPack } from "../monorepos/checkout.ts";
import { madeUpFilesPerPackage, madeUpMonorepo } from "../monorepos/made-up-monorepo.ts";
import { measureRounds, type Subject } from "../measure/measure-rounds.ts";
import type { BenchedMonorepo } from "../monorepos/monorepos.ts";
import type { Part } from "../part.ts";

/** As many files as the closure of the big monorepo has, in made-up packages. */
const packages = 487;

export const onceName = "once";
export const tenTimesName = "ten-times";

/** Cold packs of a made-up closure and of one ten times as large: time is to grow with the files, memory not at all. */
export const tenTimesPart: Part = {
  name: "ten-times",
  measure: async (rounds) => {
    const subjects = [
      await coldPackOf(onceName, madeUpMonorepo({ name: "made-up", packages })),
      await coldPackOf(tenTimesName, madeUpMonorepo({ name: "made-up-ten-times", packages: packages * 10 })),
    ];
    return {
      kind: "rounds",
      rounds: await measureRounds(subjects, rounds),
      facts: { files: packages * madeUpFilesPerPackage },
    };
  },
};

async function coldPackOf(name: string, monorepo: BenchedMonorepo): Promise<Subject> {
  const checkout = await openInstalled(monorepo);
  return { name, prepare: () => clearOutputs(checkout), run: () => runPack(checkout, ["--no-stage"]) };
}
