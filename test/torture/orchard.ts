import { existsSync, renameSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { pkg, tree } from "@lambda-pack/test-support/disk/tree";
import { snapshot } from "../../packages/archive/test/snapshot.ts";

/** What is there before each run that is tortured, and what the run is asked for. */
export interface Scenario {
  readonly name: string;
  readonly argv: readonly string[];
  /** Whether an earlier run has left its outputs. */
  readonly isCold: boolean;
}

export const scenarios: readonly Scenario[] = [
  { name: "cold", argv: ["press"], isCold: true },
  { name: "changed", argv: ["press", "--no-stage"], isCold: false },
  { name: "staged", argv: ["press"], isCold: false },
  { name: "linked", argv: ["press", "--stage-mode", "link"], isCold: false },
];

/** A monorepo whose one source file has one of two contents. */
export function orchard(bytes = 0) {
  const root = tree({
    "package.json": { name: "orchard", private: true, workspaces: ["packages/*"] },
    "package-lock.json": { name: "orchard", lockfileVersion: 3, packages: {} },
    "packages/press": pkg("press@1.0.0", { dependencies: { crate: "^1.0.0", label: "^2.0.0" } }, { "index.js": "" }),
    "node_modules/crate": pkg(
      "crate@1.0.0",
      { dependencies: { label: "^2.0.0" } },
      { "index.js": "exports.crate = 1;" },
    ),
    "node_modules/label": pkg("label@2.0.0", {}, { "index.js": "exports.label = 2;", "data.txt": "pear\n".repeat(99) }),
    "node_modules/.package-lock.json": { lockfileVersion: 3, packages: {} },
  });
  if (bytes > 0) writeFileSync(path.join(root, "node_modules/label/big.txt"), "apple, pear, plum\n".repeat(bytes / 18));
  const outputs = path.join(root, ".lambda-pack");
  return {
    root,
    /** A new file in the place of the old one, to which a staged file may be a hard link. */
    write: (version: number) => {
      writeFileSync(path.join(root, "new"), `exports.version = ${version};\n`);
      renameSync(path.join(root, "new"), path.join(root, "packages/press/index.js"));
    },
    clear: () => rm(outputs, { recursive: true, force: true }),
    /** The zip and the staging directory, without what serves later runs. */
    listOutputs: (): readonly string[] =>
      existsSync(outputs) ? snapshot(outputs).filter((line) => / press(?:\.zip [0-9a-f]+$|\/|$)/u.test(line)) : [],
    /** What nobody needs after a run. */
    leftovers: (): readonly string[] =>
      existsSync(outputs) ? snapshot(outputs).filter((line) => /\.lambda-pack-|\.tmp\/|-index/u.test(line)) : [],
  };
}
