import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { pid } from "node:process";

/** Who made a temporary directory, as a part of its name: `1234.98765.0123abcd`. Undefined where a process cannot be told for sure. */
export function ownerOfThis(): string | undefined {
  const [world, start] = [worldOfThis(), startOf(pid)];
  return world === undefined || start === undefined ? undefined : `${pid}.${start}.${world}`;
}

/**
 * Whether the process of an owner has ended for sure. Numbers of processes mean something only since one start of one machine, and within one container: of
 * an owner elsewhere nothing is known.
 */
export function hasEnded(owner: string): boolean {
  const [number, start, world] = owner.split(".");
  if (world === undefined || world !== worldOfThis()) return false;
  return startOf(Number(number)) !== start;
}

/** The machine since its last start, and the container. */
function worldOfThis(): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8");
    return createHash("sha256")
      .update(`${boot} ${readlinkSync("/proc/self/ns/pid")}`)
      .digest("hex")
      .slice(0, 8);
  } catch {
    return undefined;
  }
}

/** When a process was started, in ticks of the kernel; undefined where there is none. */
function startOf(number: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${number}/stat`, "utf8");
    // The program's name, in brackets, may hold anything.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
