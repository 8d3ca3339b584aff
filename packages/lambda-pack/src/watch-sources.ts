import { watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { sep } from "node:path";

/** Milliseconds without a change before one is told: builds and editors write several files. */
const QUIET = 200;

/** Names below which nothing is a source. */
const ignored = new Set(["node_modules", ".git", ".lambda-pack", ".cache"]);

/** Calls back when a file below one of the directories has changed, once for changes that follow each other. Ends with what it returns. */
export function watchSources(directories: readonly string[], onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const changed = (_event: string, file: string | null): void => {
    if (file?.split(sep).some((part) => ignored.has(part)) === true) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, QUIET);
  };
  const watchers: readonly FSWatcher[] = directories.map((directory) => watch(directory, { recursive: true }, changed));
  for (const watcher of watchers) watcher.on("error", () => undefined);
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
