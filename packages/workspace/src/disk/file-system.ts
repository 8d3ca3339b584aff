import type * as promises from "node:fs/promises";

/** The calls that reading a workspace makes; `node:fs/promises` unless a caller passes its own. */
export type FileSystem = Pick<typeof promises, "lstat" | "readdir" | "readFile" | "readlink" | "realpath" | "stat">;
