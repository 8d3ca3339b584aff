import { watch } from "node:fs";
import { basename, dirname, join } from "node:path";
import { PackError, systemCode, systemReason } from "@lambda-pack/model";
import { watchTree } from "./watch-tree.ts";
import type { TreeWatchOptions } from "./watch-tree.ts";

/** What a bundle is made of: all absolute. */
export interface WatchedSources {
  /** The workspace's root. */
  readonly root: string;
  /** Directories of the workspace's own packages that are in the bundle. */
  readonly packages: readonly string[];
  /** What a pack writes. */
  readonly outputs: readonly string[];
}

export interface SourceWatch {
  /** Watches these, and no others any more. */
  readonly follow: (sources: WatchedSources) => void;
  readonly close: () => void;
}

export interface SourceWatchOptions {
  /** Called once for changes that follow each other. */
  readonly onChange: () => void;
  /** Called once when not everything can be watched. */
  readonly onFailed: (error: PackError) => void;
}

/** Milliseconds without another change before a change is reported: builds and editors write several files. */
const QUIET = 200;

/** Names below which nothing is a source. */
const ignoredNames = /^(?:node_modules|\.git|\.hg|\.svn|CVS|\.cache|\.yarn|\.DS_Store|\.lambda-pack.*)$/u;

/** Files that say what is installed or how it is packed; those in node_modules are written at the end of an install. */
const rootFiles =
  /^(?:package\.json|lerna\.json|yarn\.lock|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|pnpm-workspace\.yaml|bun\.lockb?|\.pnp\.cjs|lambda-pack\.config\..+)$/u;
const installMarks = /^(?:\.yarn-integrity|\.yarn-state\.yml|\.package-lock\.json|\.modules\.yaml)$/u;

/** Calls back when a source of a bundle has changed. Watches nothing until `follow` is called. */
export function watchSources({ onChange, onFailed }: SourceWatchOptions): SourceWatch {
  let timer: NodeJS.Timeout | undefined;
  let hasFailed = false;
  /** What ends each watch, by what is watched. */
  const watched = new Map<string, () => void>();
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, QUIET);
  };
  const failed = (directory: string, cause: unknown): void => {
    if (!hasFailed) onFailed(unwatchable(directory, cause));
    hasFailed = true;
  };

  return {
    follow: ({ root, packages, outputs }) => {
      const isIgnored = (path: string): boolean =>
        ignoredNames.test(basename(path)) || outputs.some((output) => isOutput(path, output));
      const options = { isIgnored, onChange: changed, onFailed: failed };
      const wanted = new Map<string, () => () => void>([
        [`${root} files`, () => watchFiles(root, rootFiles, options)],
        [`${root} installs`, () => watchFiles(join(root, "node_modules"), installMarks, options)],
        ...packages.map((path) => [`${path} tree ${outputs.join()}`, () => watchTree(path, options)] as const),
      ]);
      for (const [what, end] of watched) {
        if (wanted.has(what)) continue;
        end();
        watched.delete(what);
      }
      for (const [what, begin] of wanted) if (!watched.has(what)) watched.set(what, begin());
    },
    close: () => {
      clearTimeout(timer);
      for (const end of watched.values()) end();
      watched.clear();
    },
  };
}

/** An output, or the index beside it, which begins with its name. */
function isOutput(path: string, output: string): boolean {
  return dirname(path) === dirname(output) && basename(path).includes(basename(output));
}

/** Watches those files of a directory whose names fit. A directory that is not there has none. */
function watchFiles(
  directory: string,
  names: RegExp,
  { onChange, onFailed }: Pick<TreeWatchOptions, "onChange" | "onFailed">,
): () => void {
  try {
    const watcher = watch(directory, (_event, name) => {
      if (name !== null && names.test(name)) onChange();
    });
    watcher.on("error", () => watcher.close());
    return () => watcher.close();
  } catch (error) {
    if (systemCode(error) !== "ENOENT") onFailed(directory, error);
    return () => undefined;
  }
}

function unwatchable(directory: string, cause: unknown): PackError {
  return new PackError(
    "WATCH_FAILED",
    `Not all changes will be seen: ${directory} cannot be watched: ${systemReason(cause)}.`,
    {
      hint: "Restart the command after such a change, or let the system watch more directories (on Linux: sysctl fs.inotify.max_user_watches).",
      details: { path: directory },
      cause,
    },
  );
}
