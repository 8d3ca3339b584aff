/** Most source files of one folder, its index not counted. */
export const MAX_FILES = 15;

/** The rooms of folders, by the folder's path from the root of the repository. */
export type Rooms = Readonly<Record<string, readonly string[]>>;

/** All files of a folder that the row does not name one by one. */
export const otherFiles = "*";

/**
 * The rooms of each folder of sources that has folders inside, from the ground up: each may import only those before it. A room is a
 * folder, or one file by its name without the ending; `*` stands for all other files. An `index.ts` imports what it likes.
 */
export const rooms: Rooms = {
  "packages/model/src": ["defined", "text", "problems", "lambda", "manifest", "workspace", "graph", "bundle"],
  "packages/graph/src": ["shortest-paths", "select", "closure", "layout", "proof"],
  "packages/workspace/src": [
    "disk",
    "semver",
    "manifest",
    "lockfile",
    "plug-and-play",
    "globs",
    "importers",
    "package-managers",
    "root",
    "graph",
    "examine",
    otherFiles,
  ],
  "packages/workspace/src/graph": ["check", "lookup", otherFiles],
  "packages/archive/src": [
    "disk",
    "staging-plan",
    "walk",
    "left-out",
    "list",
    "threads",
    "outputs",
    "zip",
    "tar",
    "reuse",
    "ownership",
    "staging",
    "write",
  ],
  "packages/inspect/src": [
    "bundle-facts",
    "package-links",
    "zip",
    "packages",
    "open-zip",
    "list",
    "explain",
    "compare",
  ],
  "packages/inspect/src/zip": ["zip-faults", "zip-limits", "random-file", "directory", otherFiles],
  "packages/scan/src": [
    "is-readable",
    "open-bundle-paths",
    "read",
    "resolve",
    "openings",
    "facts",
    "scan-files",
    "entry",
  ],
  "packages/trim/src": ["trim-plan", "trim-source", "rules", "reach", otherFiles],
  "packages/check/src": [otherFiles, "binaries", "entries", "modules"],
  "packages/check/src/binaries": ["read", otherFiles],
  "packages/check/src/modules": ["module-options", "findings", "handler", "check-modules", "explain-import"],
  "packages/runtime/src": [otherFiles, "api", "process", "sandbox", "record", "function", "server"],
  "packages/runtime/src/process": ["bootstrap", otherFiles],
  "packages/lambda-pack/src/run": ["failure", otherFiles],
  "packages/lambda-pack/src": [
    "messages",
    "config",
    "report",
    "plan",
    "bundle",
    "run",
    "pack",
    "doctor",
    "cli",
    otherFiles,
  ],
  "packages/lambda-pack/src/plan": ["entries", "select", "bundle-of-plan", "trim", otherFiles],
  "packages/lambda-pack/src/config": ["settings", otherFiles],
  "packages/lambda-pack/src/cli": [
    "io",
    "spec",
    "commands",
    "argv",
    "terminal",
    "runner",
    "pack",
    "list",
    "why",
    "diff",
    "check",
    "report",
    "invoke",
    "serve",
    "doctor",
    "completion",
    "help",
    otherFiles,
  ],
};
