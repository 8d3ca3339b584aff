import { spawn } from "node:child_process";

/** Waits until nothing can write to it any more: the process that started it has gone. */
const script = 'read -r _; kill -s KILL -- "-$0"';

/**
 * Ends a group of processes when we are ended ourselves in a way that leaves us no time for it (SIGKILL, the system's lack of
 * memory). A shell does that, which the function cannot keep from it: it may be in an endless loop, or wait for a debugger. Returns
 * what calls it off.
 */
export function guardProcess(leader: number): () => void {
  const guard = spawn("/bin/sh", ["-c", script, `${leader}`], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  // Without a shell there is no guard. A pipe breaks when the guard has gone first.
  guard.on("error", () => undefined);
  guard.stdin.on("error", () => undefined);
  guard.unref();
  return () => {
    guard.kill("SIGKILL");
    guard.stdin.destroy();
  };
}
