import { commandLine } from "@lambda-pack/test-support/command-line";
import { fuzzTarget } from "./fuzz-target.ts";
import { targets } from "./targets.ts";

const { inputs, seed } = commandLine(
  "npm run fuzz --",
  "Reads mutated files of every format, and ends at the first that is answered wrong.",
)
  .option("inputs", { type: "number", default: 1_000_000, describe: "How many, of all formats together" })
  .option("seed", { type: "number", default: Date.now() % 2 ** 31, describe: "Of an earlier run, to repeat it" })
  .parseSync();

for (const target of targets) {
  const result = await fuzzTarget(target, { inputs: Math.ceil(inputs / targets.length), seed });
  console.log(
    `${result.name}: ${result.inputs} inputs, ${result.refused} refused, the slowest ${result.slowest} ms (seed ${seed})`,
  );
}
