import { fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { bytesOf } from "@lambda-pack/test-support/bundles/bundle-content";
import type { BundleFiles } from "@lambda-pack/test-support/bundles/bundle-content";

/** Runs the handler of an unpacked bundle, and answers what was seen of it. */
export type Run = (dir: string, entry: string) => Promise<readonly string[]>;

/** One process for all runs with these flags of Node. */
export function startRunner(execArgv: readonly string[]): Run {
  const script = new URL("run-handlers.mjs", import.meta.url);
  const child = fork(script, { execArgv: ["--no-warnings", ...execArgv], stdio: "inherit" });
  onTestFinished(() => void child.kill());
  return (dir, entry) =>
    new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`The process that runs handlers ended: ${code}`));
      child.once("exit", ended);
      child.once("message", (seen: readonly string[]) => {
        child.off("exit", ended);
        resolve(seen);
      });
      child.send({ dir, entry });
    });
}

/** Unpacks a bundle. */
export function writeFiles(dir: string, files: BundleFiles): void {
  const made = new Set<string>();
  for (const [path, content] of Object.entries(files)) {
    const file = join(dir, path);
    const folder = dirname(file);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(file, bytesOf(content));
  }
}
