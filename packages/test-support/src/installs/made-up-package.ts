import { readFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { inTemporaryDirectory } from "../disk/make-temporary-directory.ts";
import { json, writeTree } from "../disk/tree.ts";
import type { Tree } from "../disk/tree.ts";

/** One version of one made-up package. */
export interface MadeUpPackage {
  readonly name: string;
  readonly version: string;
  /** What else its package.json says. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** All of its files but package.json. */
  readonly files?: Tree;
}

/** The package as npm's tarballs hold it, all below one folder. */
export async function packTarball({ name, version, fields, files = {} }: MadeUpPackage): Promise<Buffer> {
  return inTemporaryDirectory(async (directory) => {
    writeTree(path.join(directory, "package"), { ...files, "package.json": json({ name, version, ...fields }) });
    await execa("tar", ["-czf", "package.tgz", "package"], { cwd: directory });
    return await readFile(path.join(directory, "package.tgz"));
  });
}
