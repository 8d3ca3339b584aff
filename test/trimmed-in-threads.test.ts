import path from "node:path";
import { readFile } from "node:fs/promises";
import { pkg } from "@lambda-pack/test-support/disk/tree";
import { expect, test } from "vitest";
import { telescope } from "./harness/exporting.ts";
import { observatory } from "./harness/observatory.ts";
import { runBin, runCommand } from "./harness/run-command.ts";

const FILES = 300;

/** So many bytes of code that threads read it: each file asks for the next, every tenth in a way that only the parser reads. */
function large(): Readonly<Record<string, string>> {
  const filler = `// ${"x".repeat(100)}\n`.repeat(320);
  const files = Array.from({ length: FILES }, (_, index) => {
    const next = `./f${index + 1}`;
    const asks =
      index % 10 === 0 ? `module.exports = (require)("${next}"); import("${next}.js");` : `require("${next}");`;
    return [`f${index}.js`, `${filler}${index === FILES - 1 ? "" : asks}\n`] as const;
  });
  return Object.fromEntries([...files, ["never.js", filler], ["index.js", 'require("./f0");']]);
}

test("threads read what one thread reads: the zip is the same", { timeout: 120_000 }, async () => {
  const root = await observatory({
    "packages/telescope": telescope({ clock: "1" }, 'require("clock")'),
    "node_modules/clock": pkg("clock@1.0.0", {}, large()),
  });
  const words = ["telescope", "--trim=reachable", "--no-stage", "--no-cache"];
  const inThreads = await runBin([...words, "--out", "threads.zip"], { cwd: root });
  expect(inThreads.exitCode).toBe(0);
  // From the sources, everything is read where the command runs.
  const alone = await runCommand([...words, "--out", "alone.zip"], root);
  expect(alone.exitCode).toBe(0);
  const zips = await Promise.all(["threads.zip", "alone.zip"].map((name) => readFile(path.join(root, name))));
  expect(zips[0]?.equals(zips[1] ?? Buffer.alloc(0))).toBe(true);
  expect(inThreads.stdout + inThreads.stderr).toMatch(/Trimmed.*1 file/u);
});
