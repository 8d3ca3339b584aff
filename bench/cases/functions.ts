import path from "node:path";
import { execa } from "execa";
import { clearOutputs, openInstalled, outputName, runPack } from "../monorepos/checkout.ts";
import type { Checkout } from "../monorepos/checkout.ts";
import { FUNCTION_COUNT, functionName, generateFunctions } from "../monorepos/functions-monorepo.ts";
import { inSequence } from "../measure/measure-command.ts";
import { measureRounds } from "../measure/measure-rounds.ts";
import type { BenchedMonorepo } from "../monorepos/monorepos.ts";
import type { Facts, Part } from "../part.ts";

const monorepo: BenchedMonorepo = {
  name: "functions",
  target: functionName(0),
  directory: `packages/${functionName(0)}`,
  main: "index.js",
  changed: `packages/${functionName(0)}/index.js`,
  generate: generateFunctions,
};

const names = Array.from({ length: FUNCTION_COUNT }, (_, index) => functionName(index));

/** All functions by one call, beside the sum of one call for each with nothing to reuse. */
export const functionsPart: Part = {
  name: "functions",
  measure: async (rounds) => {
    const checkout = await openInstalled(monorepo);
    const together = {
      name: "together",
      prepare: () => clearOutputs(checkout),
      run: () => runPack(checkout, ["--no-stage"], names),
    };
    const alone = { name: "alone", run: () => packEachAlone(checkout) };
    const measured = await measureRounds([alone, together], rounds);
    await clearOutputs(checkout);
    await runPack(checkout, ["--no-stage"], names);
    return { kind: "rounds", rounds: measured, facts: await readShare(checkout) };
  },
};

async function packEachAlone(checkout: Checkout) {
  const costs = [];
  for (const name of names) {
    await clearOutputs(checkout);
    costs.push(await runPack(checkout, ["--no-stage"], [name]));
  }
  return inSequence(costs);
}

/** Files of one function on average, and how many of them all functions have. */
async function readShare({ root }: Checkout): Promise<Facts> {
  const lists = [];
  for (const name of names) {
    const { stdout } = await execa("unzip", ["-Z1", path.join(root, outputName, `${name}.zip`)]);
    lists.push(new Set(stdout.split("\n").filter((file) => file.startsWith("node_modules/"))));
  }
  const files = lists.reduce((sum, list) => sum + list.size, 0) / lists.length;
  const [first = new Set<string>(), ...others] = lists;
  const common = [...first].filter((file) => others.every((list) => list.has(file))).length;
  return { functions: FUNCTION_COUNT, files: Math.round(files), sharedPercent: Math.round((100 * common) / files) };
}
