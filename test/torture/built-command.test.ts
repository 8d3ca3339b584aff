import { expect, test } from "vitest";
import { expectOneLine, where } from "./expect-one-line.ts";
import { orchard } from "./orchard.ts";
import { runTortured } from "./run-tortured.ts";
import { noteCases, strideOf } from "./stride.ts";

/** More than a pack compresses without threads. */
const MANY_BYTES = 7 * 1024 * 1024;

test.each(["main", "worker"] as const)(
  "a fault in the %s thread of the built command is one line",
  async (thread) => {
    const { root, ...project } = orchard(MANY_BYTES);
    const argv = ["press", "--concurrency", "1"];
    const code = "EIO";
    const stride = strideOf(thread === "main" ? 37 : 3);
    let tried = 0;
    for (let at = 1; ; at += stride) {
      await project.clear();
      const run = await runTortured({ root, argv, thread, at, code });
      if (run.failed === undefined) break;
      tried += 1;
      expect(run.stdout.startsWith("Packed press"), `after ${where(run.failed, at)}`).toBe(run.exitCode === 0);
      expectOneLine(run, { code, what: where(run.failed, at) });
    }
    noteCases(`faults, built command, ${thread} thread`, tried);
    expect(tried).toBeGreaterThan(2);
  },
  3_600_000,
);
