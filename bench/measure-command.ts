import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

export interface Cost {
  readonly seconds: number;
  /** Peak resident memory; undefined where the system does not tell it. */
  readonly bytes: number | undefined;
}

const pollMilliseconds = 10;

/** Runs a command to its end and tells what it took. Fails when the command does. */
export async function measureCommand(command: string, args: readonly string[], cwd: string): Promise<Cost> {
  const start = performance.now();
  const child = spawn(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
  let bytes: number | undefined;
  // The kernel keeps the high-water mark, so only what grows in the last moment can be missed.
  const poll = setInterval(() => {
    bytes = readPeak(child.pid) ?? bytes;
  }, pollMilliseconds);
  try {
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}`);
    return { seconds: (performance.now() - start) / 1000, bytes };
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

function readPeak(pid: number | undefined): number | undefined {
  const kilobytes = /^VmHWM:\s+(?<kilobytes>\d+) kB$/m.exec(readStatus(pid))?.groups?.["kilobytes"];
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
