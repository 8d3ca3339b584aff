import { readdirSync, readFileSync } from "node:fs";
import { kill } from "node:process";

/**
 * Ends a process, at once, with all of its group; where the system tells the environment of processes (Linux), also those that
 * left the group: they have the address of its Runtime API among their variables.
 */
export function endProcesses(leader: number, api?: string): void {
  if (!end(-leader)) end(leader);
  if (api !== undefined) endMarked(`AWS_LAMBDA_RUNTIME_API=${api}\0`);
}

/** Looks as often as a process that starts others while it is looked for is likely to need. */
const LOOKS = 5;

function endMarked(variable: string): void {
  for (let look = 0; look < LOOKS; look++) {
    // One that has been ended has no environment any more.
    const found = processesWith(variable);
    for (const pid of found) end(pid);
    if (found.length === 0) return;
  }
}

/** False where there is no such process, or the system has no groups. */
function end(pid: number): boolean {
  try {
    return kill(pid, "SIGKILL");
  } catch {
    return false;
  }
}

function processesWith(variable: string): readonly number[] {
  return processIds().filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "latin1").includes(variable);
    } catch {
      return false;
    }
  });
}

function processIds(): readonly number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/u.test(name))
      .map(Number);
  } catch {
    return [];
  }
}
