import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { relativeImports } from "./relative-imports.ts";

const packages = path.join(import.meta.dirname, "..", "packages");
const published = path.join(packages, "lambda-pack");
const dist = path.join(published, "dist");

/** Content by path from `dist`. */
type Outputs = ReadonlyMap<string, string>;

await writeOutputs(new Map([...(await bundleCode()), ...(await collectDeclarations())]));

/** One readable bundle: our own packages inside, all others left to the user's node_modules. */
async function bundleCode(): Promise<Outputs> {
  const { outputFiles } = await build({
    entryPoints: { index: path.join(published, "src", "index.ts"), bin: path.join(published, "src", "bin.ts") },
    outdir: dist,
    write: false,
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
  return new Map(outputFiles.map((file) => [path.relative(dist, file.path), file.text]));
}

async function outsideDependencies(): Promise<string[]> {
  const { dependencies } = JSON.parse(await readFile(path.join(published, "package.json"), "utf8"));
  return Object.keys(dependencies);
}

/**
 * The declarations of all our packages, side by side under `dist/types`, with imports between them made relative: users
 * have none of the internal packages.
 */
async function collectDeclarations(): Promise<Outputs> {
  const outputs = new Map([["index.d.ts", 'export * from "./types/lambda-pack/index.js";\n']]);
  for (const name of await readdir(packages)) {
    const sources = await readdir(path.join(packages, name, "src"), { recursive: true });
    for (const source of sources.filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))) {
      const file = source.replace(/\.ts$/, ".d.ts");
      const declaration = await readFile(path.join(packages, name, "build", file), "utf8");
      outputs.set(path.join("types", name, file), relativeImports(declaration, path.dirname(file)));
    }
  }
  return outputs;
}

/** Each file changes at once and only stale ones go, so that a command that runs during a build finds all it needs. */
async function writeOutputs(outputs: Outputs): Promise<void> {
  for (const [file, content] of outputs) {
    const target = path.join(dist, file);
    const fresh = `${target}.${randomUUID()}`;
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(fresh, content, { mode: file === "bin.js" ? 0o755 : 0o644 });
    await rename(fresh, target);
  }
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    if (!outputs.has(path.relative(dist, file))) await rm(file);
  }
}
