import { commandLine } from "@lambda-pack/test-support/command-line";
import { measurePart } from "./measure-part.ts";
import { readMachine, readRevision } from "./machine.ts";
import { big, seed } from "./monorepos/monorepos.ts";
import { listParts } from "./parts.ts";
import { readResults, writeResults } from "./results.ts";
import type { TakenResult } from "./results.ts";
import { writePage } from "./page/write-page.ts";

const { _: words, ...options } = commandLine(
  "npm run bench -- [<part or group>…]",
  "Measures parts of docs/benchmarks.md. Without names everything is measured and the page is written; `page` writes it from what " +
    "has been measured before.",
)
  .option("pairs", { type: "number", default: 5, describe: "How often each part is measured" })
  .option("monorepo", {
    choices: ["big", "seed"],
    default: "big",
    describe: "Where: the seed is for trying the benchmark itself",
  })
  .demandCommand(0, Infinity)
  .parseSync();
const names = words.map(String);
const { pairs } = options;
const monorepo = options.monorepo === "seed" ? seed : big;

if (names[0] === "page") await writePage(await readResults());
else await measure();

async function measure(): Promise<void> {
  const all = listParts(monorepo);
  const parts = all.filter(({ name }) => names.length === 0 || names.some((asked) => isAsked(name, asked)));
  if (parts.length === 0) throw new Error(`There are only: ${all.map(({ name }) => name).join(", ")}.`);

  const earlier = names.length === 0 ? undefined : await readResults().catch(() => undefined);
  const measured: Record<string, TakenResult> = { ...earlier?.parts };
  const machine = await readMachine();
  const taken = { date: new Date().toISOString().slice(0, 10), revision: await readRevision() };
  for (const part of parts) {
    measured[part.name] = { result: await measurePart(part, pairs), ...taken };
    // What the seed gives is for trying the benchmark itself; the page is about the big monorepo.
    if (monorepo === big) await writeResults({ machine, parts: measured });
  }
  if (names.length === 0 && monorepo === big) await writePage({ machine, parts: measured });
}

/** By its whole name, by its group or by its name in the group. */
function isAsked(name: string, asked: string): boolean {
  return name === asked || name.split("/").includes(asked);
}
