import { expect, test } from "vitest";
import { inSequence, measureCommand } from "../bench/measure-command.ts";
import { median, renderBenchmarks } from "../bench/render-benchmarks.ts";

const cost = (seconds: number) => ({ seconds, bytes: 50e6 });

test("the median is the value in the middle, whatever the order", () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2);
});

test("of commands in sequence times add up and the highest peak counts", () => {
  const costs = [
    { seconds: 1, bytes: 30 },
    { seconds: 2, bytes: 70 },
    { seconds: 3, bytes: undefined },
  ];
  expect(inSequence(costs)).toEqual({ seconds: 6, bytes: 70 });
});

// Other systems have no /proc, and the page says "unknown" there.
test.runIf(process.platform === "linux")("a command's time and memory are measured", async () => {
  const program = "const held = Buffer.alloc(200e6, 1); setTimeout(() => held, 100)";
  const { seconds, bytes } = await measureCommand(process.execPath, ["-e", program], ".");
  expect(seconds).toBeGreaterThan(0.1);
  expect(bytes).toBeGreaterThan(200e6);
});

test("a command that fails is an error, not a fast run", async () => {
  await expect(measureCommand(process.execPath, ["-e", "process.exit(3)"], ".")).rejects.toThrow("ended with 3");
});

test("the page shows ratios within each pair, and their spread", () => {
  const pairs = [
    { zipOnly: cost(1), withStage: cost(2), byHand: cost(2) },
    { zipOnly: cost(3), withStage: cost(3), byHand: cost(4) },
    { zipOnly: cost(2), withStage: cost(4), byHand: cost(2) },
  ];
  const monorepo = { name: "seed", target: "database", description: "small" } as const;
  const comparison = { monorepo, files: 1200, bytes: 4_200_000, pairs, sizeRatio: 0.995 };
  const page = renderBenchmarks([comparison], { cores: 2, node: "20.19.0", zip: "Zip 3.0" });

  expect(page).toContain("Taken on 2 cores with Node 20.19.0 and Zip 3.0: the median of 3 pairs");
  expect(page).toContain("| seed: small | 1200 | 4.2 | 0.75 (0.50–1.00) | 1.00 (0.75–2.00) | 0.99 |");
  expect(page).toContain("| seed | 50 | 50 | 50 |");
});
