import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const packages = path.join(import.meta.dirname, "..", "packages");
const published = path.join(packages, "lambda-pack");
const dist = path.join(published, "dist");

await rm(dist, { recursive: true, force: true });
await writeCode();
await writeDeclarations();

/** One readable bundle: our own packages inside, all others left to the user's node_modules. */
async function writeCode(): Promise<void> {
  await build({
    entryPoints: { index: path.join(published, "src", "index.ts"), bin: path.join(published, "src", "bin.ts") },
    outdir: dist,
    bundle: true,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["source"],
    external: await outsideDependencies(),
    legalComments: "inline",
    logLevel: "warning",
  });
  await chmod(path.join(dist, "bin.js"), 0o755);
}

async function outsideDependencies(): Promise<string[]> {
  const { dependencies } = JSON.parse(await readFile(path.join(published, "package.json"), "utf8"));
  return Object.keys(dependencies);
}

/**
 * The declarations of all our packages, side by side under `dist/types`, with imports between them made relative: users
 * have none of the internal packages.
 */
async function writeDeclarations(): Promise<void> {
  for (const name of await readdir(packages)) {
    const built = path.join(packages, name, "build");
    const sources = new Set(await listSources(path.join(packages, name, "src")));
    for (const file of await readdir(built, { recursive: true })) {
      // What tsc wrote for a source that is gone by now is not part of this build.
      if (!sources.has(file.replace(/\.d\.ts$/, ".ts")) || !file.endsWith(".d.ts")) continue;
      const target = path.join(dist, "types", name, file);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, relativeImports(await readFile(path.join(built, file), "utf8"), path.dirname(file)));
    }
  }
  await writeFile(path.join(dist, "index.d.ts"), 'export * from "./types/lambda-pack/index.js";\n');
}

async function listSources(directory: string): Promise<string[]> {
  return (await readdir(directory, { recursive: true })).filter((file) => file.endsWith(".ts"));
}

/** `directory` is where the declaration lies, from its package's folder in `dist/types`. */
function relativeImports(declaration: string, directory: string): string {
  const up = path.posix.relative(path.posix.join("package", directory), ".");
  return declaration
    .replaceAll(/(["'])@lambda-pack\/([a-z-]+)\1/g, (_, quote, name) => `${quote}${up}/${name}/index.js${quote}`)
    .replaceAll(/(from |import\(|import )(["'])(\.[^"']*)\.ts\2/g, "$1$2$3.js$2");
}
