import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";

export interface Cost {
  readonly seconds: number;
  /** Peak resident memory; undefined where the system does not tell it. */
  readonly bytes: number | undefined;
}

export interface CommandOptions {
  readonly cwd: string;
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

const POLL_MILLISECONDS = 10;
const MAX_MILLISECONDS = 20 * 60_000;

/**
 * Runs a command to its end and tells what it took. Fails when the command does, with the reason it gave. The memory is
 * that of the process itself: what it starts counts in time only.
 */
export async function measureCommand(command: string, args: readonly string[], options: CommandOptions): Promise<Cost> {
  const start = performance.now();
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...plainEnvironment(), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: MAX_MILLISECONDS,
  });
  const output = collectOutput(child);
  let bytes: number | undefined;
  // The kernel keeps the high-water mark, so only what grows in the last moment can be missed.
  const poll = setInterval(() => {
    bytes = readPeak(child.pid) ?? bytes;
  }, POLL_MILLISECONDS);
  try {
    const [code, signal] = await once(child, "close");
    const seconds = (performance.now() - start) / 1000;
    if (code !== 0) throw new Error(`\`${nameOf(command, args)}\` ended with ${code ?? signal}: ${reasonIn(output())}`);
    return { seconds, bytes };
  } finally {
    clearInterval(poll);
  }
}

/** One after the other: times add up, of the peaks the highest counts. */
export function inSequence(costs: readonly Cost[]): Cost {
  const peaks = costs.flatMap(({ bytes }) => bytes ?? []);
  return {
    seconds: costs.reduce((sum, { seconds }) => sum + seconds, 0),
    bytes: peaks.length === 0 ? undefined : Math.max(...peaks),
  };
}

const KEPT_CHARACTERS = 100_000;

/** The end of what a command has printed, both of its streams. */
function collectOutput({ stdout, stderr }: ChildProcess): () => string {
  let text = "";
  const collect = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-KEPT_CHARACTERS);
  };
  stdout?.on("data", collect);
  stderr?.on("data", collect);
  return () => text;
}

/** The first line that speaks of an error, else the last. */
function reasonIn(output: string): string {
  // Colours are of no use in a message.
  // oxlint-disable-next-line no-control-regex
  const lines = output.replaceAll(/\u001B\[[\d;]*m/gu, "").split("\n");
  const said = lines.map((line) => line.trim()).filter((line) => line !== "");
  return said.find((line) => /error|ERR_|cannot|couldn't/iu.test(line)) ?? said.at(-1) ?? "it said nothing";
}

/** Short enough for a sentence: no directories, no options. */
function nameOf(command: string, args: readonly string[]): string {
  const words = [command, ...args.filter((arg) => !arg.startsWith("-")).slice(0, 2)];
  return words.map((word) => word.slice(word.lastIndexOf("/") + 1)).join(" ");
}

function readPeak(pid: number | undefined): number | undefined {
  const kilobytes = /^VmHWM:\s+(?<kilobytes>\d+) kB$/mu.exec(readStatus(pid))?.groups?.["kilobytes"];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/** Empty when the command has just ended, and on a system without /proc. */
function readStatus(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return "";
  }
}
