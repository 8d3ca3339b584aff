import { chmod, cp, mkdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const root = path.join(import.meta.dirname, "..", "..");
const published = path.join(root, "packages", "lambda-pack");

/**
 * The package `lambda-pack` as users have it, without its type declarations, built from the sources of now into
 * `<directory>/lambda-pack`. Its dependencies are those of this checkout. Gives the package's path.
 */
export async function buildPublished(directory: string): Promise<string> {
  const target = path.join(directory, "lambda-pack");
  const { dependencies } = JSON.parse(await readFile(path.join(published, "package.json"), "utf8"));
  await build({
    entryPoints: { index: path.join(published, "src", "index.ts"), bin: path.join(published, "src", "bin.ts") },
    outdir: path.join(target, "dist"),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["source"],
    external: Object.keys(dependencies),
    logLevel: "warning",
  });
  await mkdir(target, { recursive: true });
  await cp(path.join(published, "package.json"), path.join(target, "package.json"));
  await symlink(path.join(published, "node_modules"), path.join(target, "node_modules"));
  await symlink(path.join(root, "node_modules"), path.join(directory, "node_modules"));
  await chmod(path.join(target, "dist", "bin.js"), 0o755);
  return target;
}
