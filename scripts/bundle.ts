import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { bundleCode } from "./bundle-code.ts";
import type { Outputs } from "./bundle-code.ts";
import { collectDeclarations } from "./collect-declarations.ts";

const packages = path.join(import.meta.dirname, "..", "packages");
const published = path.join(packages, "lambda-pack");
const dist = path.join(published, "dist");

await writeOutputs(new Map([...(await bundleCode()), ...(await collectDeclarations(packages))]));

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
