import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { randomBundle } from "./runs/random-bundle.ts";
import { startRunner, writeFiles } from "./runs/start-runner.ts";
import { trimOf } from "./trim-of.ts";

const CASES = 5000;

/** Node as it is, and without what Lambda turns off, which makes it choose other files. */
const FLAGS = { stock: [], lambda: ["--no-experimental-require-module"] } as const;

// A failure says its seed and path: with `{ seed, path }` beside `numRuns`, that case alone is run again.
test("a handler runs the same from a random bundle and from what is left of it", async () => {
  const root = temporaryDirectory();
  const runners = { stock: startRunner(FLAGS.stock), lambda: startRunner(FLAGS.lambda) };
  let cases = 0;
  let left = 0;
  await fc.assert(
    fc.asyncProperty(randomBundle, fc.constantFrom("stock", "lambda"), async ({ files, entry }, node) => {
      const plan = await trimOf(files, { entry });
      const [whole, trimmed] = [join(root, `${cases}-whole`), join(root, `${cases}-trimmed`)];
      cases += 1;
      left += plan.left.size;
      writeFiles(whole, files);
      const before = await runners[node](whole, entry);
      if (plan.left.size === 0) return rmSync(whole, { recursive: true });
      // The very files, in another place, so that no cache of Node's knows them.
      renameSync(whole, trimmed);
      for (const path of plan.left.keys()) rmSync(join(trimmed, path));
      const after = await runners[node](trimmed, entry);
      rmSync(trimmed, { recursive: true });
      expect(after).toEqual(before);
    }),
    { numRuns: CASES },
  );
  // A trim that leaves out next to nothing would prove nothing.
  expect(left).toBeGreaterThan(cases * 5);
}, 600_000);
