import { runBin } from "../monorepos/checkout.ts";
import { measureCommand } from "../measure/measure-command.ts";
import { measureRounds } from "../measure/measure-rounds.ts";
import { benchDirectory } from "../monorepos/monorepos.ts";
import type { Part } from "../part.ts";

export const emptyProgram = "node -e 0";

/** What it takes until anything can begin. Short runs, so there are five times as many. */
export const startupPart: Part = {
  name: "startup",
  measure: async (rounds) => {
    const subjects = [
      { name: emptyProgram, run: () => measureCommand(process.execPath, ["-e", "0"], { cwd: benchDirectory }) },
      { name: "--version", run: () => runBin(["--version"]) },
      { name: "--help", run: () => runBin(["--help"]) },
    ];
    return { kind: "rounds", rounds: await measureRounds(subjects, rounds * 5), facts: {} };
  },
};
