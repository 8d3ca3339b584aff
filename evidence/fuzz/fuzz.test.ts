import { expect, test } from "vitest";
import { fuzzTarget } from "./fuzz-target.ts";
import { targets } from "./targets.ts";

/** Of all formats together. The same ones each time: `npm run fuzz` tries others, and as many as are asked for. */
const INPUTS = 10_000;

test.each(targets)(
  "no mutated $name is answered by anything but a result or an error with a code",
  async (target) => {
    for (const seed of target.seeds) await target.read(seed);
    const inputs = Math.ceil(INPUTS / targets.length);
    const result = await fuzzTarget(target, { inputs, seed: 14 });
    expect(result.inputs).toBe(inputs);
  },
  60_000,
);
