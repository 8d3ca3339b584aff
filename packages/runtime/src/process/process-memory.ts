import { readFileSync } from "node:fs";

/** Bytes that a process has in memory; undefined where the system does not report it (all but Linux), or the process has ended. */
export function residentMemory(pid: number): number | undefined {
  return readStatus(pid, "VmRSS");
}

/** The most bytes that it has had in memory so far. */
export function peakMemory(pid: number): number | undefined {
  return readStatus(pid, "VmHWM");
}

function readStatus(pid: number, field: string): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/status`, "utf8");
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, "mu").exec(text)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
