import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** Whether there is such a process that has not ended; one that waits to be reaped counts as ended. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^\d+ \(.*\) [ZX]/su.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return process.platform !== "linux";
  }
}

/** Waits until none of them runs; false after five seconds. */
export async function haveEnded(pids: readonly number[]): Promise<boolean> {
  for (let look = 0; look < 100; look++) {
    if (!pids.some(isRunning)) return true;
    await setTimeout(50);
  }
  return false;
}
