import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { bundleCode, type Outputs } from "./bundle-code.ts";
import { relativeImports } from "./relative-imports.ts";

const packages = path.join(import.meta.dirname, "..", "packages");
const published = path.join(packages, "lambda-pack");
const dist = path.join(published, "dist");

await writeOutputs(new Map([...(await bundleCode()), ...(await collectDeclarations())]));

/**
 * The declarations of all our packages, side by side under `dist/types`, with imports between them made relative: users
 * have none of the internal packages.
 */
async function collectDeclarations(): Promise<Outputs> {
  const outputs = new Map([["index.d.ts", 'export * from "./types/lambda-pack/index.js";\n']]);
  for (const name of (await readdir(packages)).filter((folder) => folder !== "test-support")) {
    const sources = await readdir(path.join(packages, name, "src"), { recursive: true });
    for (const source of sources.filter((file) => /\.(?:ts|mjs)$/u.test(file))) {
      const file = source.replace(/\.ts$/u, ".d.ts").replace(/\.mjs$/u, ".d.mts");
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
