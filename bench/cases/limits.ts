import path from "node:path";
import { clear, copyOf, outputPath, zipOf } from "./by-hand.ts";
import { openCheckout } from "../monorepos/checkout.ts";
import type { StagedCheckout } from "../monorepos/checkout.ts";
import { measureCommand } from "../measure/measure-command.ts";
import { measureRounds } from "../measure/measure-rounds.ts";
import type { Subject } from "../measure/measure-rounds.ts";
import { benchDirectory } from "../monorepos/monorepos.ts";
import type { BenchedMonorepo } from "../monorepos/monorepos.ts";
import type { Part } from "../part.ts";
import { emptyProgram } from "./startup.ts";

/** What the machine needs for parts of the work, each alone: nothing that does these things is faster. */
export const limitTexts: Readonly<Record<string, string>> = {
  [emptyProgram]: "`node -e 0`",
  stat: "stat every file (Node, synchronous)",
  read: "read every file (Node, synchronous)",
  sha256: "read every file and take its SHA-256",
  "cp -rl": "`cp -rl`: the tree as hard links",
  "cp -r": "`cp -r`: copy the tree",
  copy: "`fs.cpSync`: copy the tree in Node",
};

export function limitsPart(monorepo: BenchedMonorepo): Part {
  return {
    name: "limits",
    measure: async (rounds) => {
      const checkout = await openCheckout(monorepo);
      const subjects = [
        zipOf(checkout),
        nodeSubject(emptyProgram, ["-e", "0"]),
        walkOf(checkout, "stat"),
        walkOf(checkout, "read"),
        walkOf(checkout, "sha256"),
        copyOf(checkout, "-rl"),
        copyOf(checkout, "-r"),
        { ...walkOf(checkout, "copy"), prepare: clear },
      ];
      return { kind: "rounds", rounds: await measureRounds(subjects, rounds), facts: {} };
    },
  };
}

const program = path.join(import.meta.dirname, "walk-files.mjs");

function walkOf({ staged }: StagedCheckout, work: string): Subject {
  return nodeSubject(work, [program, work, staged, outputPath("copy")]);
}

function nodeSubject(name: string, args: readonly string[]): Subject {
  return { name, run: () => measureCommand(process.execPath, args, { cwd: benchDirectory }) };
}
