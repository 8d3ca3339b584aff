import type { Tool } from "../layout.ts";

/** A Node for package managers that do not run on the oldest one that this project supports. */
export const newNode: Tool = { release: `node-${process.platform}-${process.arch}-22.23.3`, bin: "node" };
