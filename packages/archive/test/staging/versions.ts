import { join } from "node:path";

import type { Staging } from "@lambda-pack/model";

import { listTree, waitForNextTick } from "../reuse/list-tree.ts";
import { link, tree, withMode } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

export interface Versions {
  readonly dir: string;
  /** The list of what every run finds, and two lists that two runs want. */
  readonly earlier: Staging;
  readonly high: Staging;
  readonly low: Staging;
  readonly outputs: { readonly archive: string; readonly stageDir: string };
}

/** Three lists that share files, and have others of the same name and size. With `own`, each has a folder of its own, too. */
export function threeVersions(folders: "own" | "same" = "own"): Versions {
  const unchanged: Tree = { "lodash.js": "module.exports = {};\n".repeat(300), "bin/migrate": withMode(0o755, "#!") };
  const version = (name: string): Tree => ({
    ...unchanged,
    "main.js": `exports.tide = "${name}";\n`,
    lib: { "tide.js": name, [folders === "own" ? name : "deep"]: { "deep.js": name } },
    node_modules: { database: link(name === "earl" ? ".." : `../lib/${name}`) },
  });
  const dir = tree({
    earl: { ...version("earl"), gone: { "a.js": "1" }, place: "a file" },
    high: { ...version("high"), ...(folders === "own" ? { place: { "of-folder.js": "1" } } : {}) },
    lows: version("lows"),
    out: {},
  });
  waitForNextTick(dir);
  return {
    dir,
    earlier: listTree(join(dir, "earl")),
    high: listTree(join(dir, "high")),
    low: listTree(join(dir, "lows")),
    outputs: { archive: join(dir, "out/database.zip"), stageDir: join(dir, "out/database") },
  };
}
