import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import type { Stats } from "node:fs";
import { hostname } from "node:os";
import process, { kill, pid } from "node:process";

import { systemCode } from "@lambda-pack/model";

/**
 * Who made a temporary directory, as a part of its name: `1234.98765.0123abcd`, the process, its start, and where its number means
 * something. The start is 0 where the system does not say it.
 */
export function ownerOfThis(): string {
  return `${pid}.${startOf(pid) ?? UNKNOWN_START}.${worldOfThis()}`;
}

/** What the name of a temporary directory holds of its owner. */
export const ownerPattern = /\d+\.\d+\.[0-9a-f]{8}/u;

/**
 * Whether the process of an owner has ended for sure. Numbers of processes mean something only since one start of one machine, and within one container: of
 * an owner elsewhere nothing is known. Where a system does not say when a process has started, nothing younger than a day is given up:
 * `madeMs` is when the owner has made something, in milliseconds.
 */
export function hasEnded(owner: string, madeMs: number): boolean {
  const [number, start, world] = owner.split(".");
  if (world !== worldOfThis()) return false;
  if (start === UNKNOWN_START) return Date.now() - madeMs > DAY_MS && !isRunning(Number(number));
  return startOf(Number(number)) !== start;
}

const UNKNOWN_START = "0";
const DAY_MS = 86_400_000;

/** Whether something is this user's: what other users run is not always to be seen. */
export function isOfThisUser({ uid }: Pick<Stats, "uid">): boolean {
  // Windows has no such call, and so no export of its name.
  const own = process.getuid?.();
  return own === undefined || uid === own;
}

/** The machine since its last start, and the container; elsewhere than on Linux the machine's name. */
function worldOfThis(): string {
  return createHash("sha256").update(describeWorld()).digest("hex").slice(0, 8);
}

function describeWorld(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8");
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

/** When a process was started, in ticks of the kernel; undefined where there is none, and where the system does not say. */
function startOf(number: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${number}/stat`, "utf8");
    // The program's name, in brackets, may hold anything.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

function isRunning(number: number): boolean {
  try {
    kill(number, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== "ESRCH";
  }
}
