import { realpathSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";

/** What `strace -f -e trace=` has to write down for `readTrace`. */
export const TRACED_CALLS = "openat,open,execve,chdir";

/** Files below a directory that processes have opened or executed, by real path from it: what `strace -f -qq -s 4096` wrote. */
export function readTrace(text: string, root: string): ReadonlySet<string> {
  const cwds = new Map<string, string>();
  const found = text.split("\n").flatMap((line) => {
    const [, pid = "", call = "", path = ""] = /^(\d+) +(\w+)\((?:AT_FDCWD, )?"([^"]*)"/u.exec(line) ?? [];
    if (call === "" || / = -1 /u.test(line)) return [];
    const real = realFile(resolve(cwds.get(pid) ?? root, path));
    if (call === "chdir") cwds.set(pid, resolve(cwds.get(pid) ?? root, path));
    return real?.startsWith(`${root}/`) === true ? relative(root, real) : [];
  });
  return new Set(found);
}

function realFile(path: string): string | undefined {
  try {
    const real = realpathSync(path);
    return statSync(real).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
}
