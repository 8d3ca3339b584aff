import { chmod, cp, symlink } from "node:fs/promises";
import path from "node:path";
import { writeTree } from "@lambda-pack/test-support/disk/tree";
import { bundleCode } from "../../scripts/bundle-code.ts";

const root = path.join(import.meta.dirname, "..", "..");
const published = path.join(root, "packages", "lambda-pack");

/**
 * The package `lambda-pack` as users have it, without its type declarations, built from the sources of now into
 * `<directory>/lambda-pack`. Its dependencies are those of this checkout. Gives the package's path.
 */
export async function buildPublished(directory: string): Promise<string> {
  const target = path.join(directory, "lambda-pack");
  writeTree(path.join(target, "dist"), Object.fromEntries(await bundleCode()));
  await cp(path.join(published, "package.json"), path.join(target, "package.json"));
  await symlink(path.join(published, "node_modules"), path.join(target, "node_modules"));
  await symlink(path.join(root, "node_modules"), path.join(directory, "node_modules"));
  await chmod(path.join(target, "dist", "bin.js"), 0o755);
  return target;
}
