import { readdirSync } from "node:fs";
import { resolve } from "node:path";

/**
 * Paths that begin with `start`, as it is written: directories, which end in a slash, and files that end in the suffix. Hidden
 * ones only where the start asks for them by its dot. Whatever cannot be read is nothing.
 */
export function listPaths(
  start: string,
  { suffix, cwd }: { readonly suffix: string; readonly cwd: string },
): readonly string[] {
  const dir = start.slice(0, start.lastIndexOf("/") + 1);
  const name = start.slice(dir.length);
  return entriesOf(resolve(cwd, dir))
    .filter((entry) => entry.name.startsWith(name) && (name.startsWith(".") || !entry.name.startsWith(".")))
    .flatMap((entry) => {
      if (entry.isDirectory()) return [`${dir}${entry.name}/`];
      return entry.name.endsWith(suffix) ? [dir + entry.name] : [];
    });
}

function entriesOf(dir: string) {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
}
