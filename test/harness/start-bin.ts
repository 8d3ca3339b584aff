import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";
import { onTestFinished } from "vitest";
import { buildCommand } from "./build-command.ts";

/** The real command while it runs. */
export interface StartedCommand {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with what the pattern finds on standard error, when it does. */
  readonly said: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Resolves with the exit code when it has ended; null for one that was killed. */
  readonly ended: Promise<number | null>;
}

/** Starts the real command in a process of its own, which is killed after the test if it has not ended. */
export async function startBin(
  argv: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<StartedCommand> {
  const child = spawn(process.execPath, [await buildCommand(), ...argv], {
    cwd,
    env: { ...plainEnvironment(), ...env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const texts = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (texts.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (texts.err += text));
  return {
    child,
    stdout: () => texts.out,
    stderr: () => texts.err,
    said: async (pattern) => {
      for (;;) {
        const found = pattern.exec(texts.err);
        if (found !== null) return found;
        if (child.exitCode !== null) throw new Error(`It has ended, and said only:\n${texts.err}`);
        await once(child.stderr, "data");
      }
    },
    ended: once(child, "exit").then(([code]: (number | null)[]) => code ?? null),
  };
}
