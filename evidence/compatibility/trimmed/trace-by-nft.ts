import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { nodeFileTrace } from "@vercel/nft";

/** A file that @vercel/nft traces, and what it says of it. */
export interface TracedFile {
  readonly file: string;
  /** The files that lead to it. */
  readonly parents: readonly string[];
  /** Whether a field of its package's package.json leads to it, by whatever condition. */
  readonly isNamed: boolean;
  /** Whether its package says by `exports` what of it can be asked for. */
  readonly hasExports: boolean;
}

/** The files that @vercel/nft traces from the handler of an unzipped stall, as it traces by itself; ordered. */
export async function traceByNft(directory: string): Promise<readonly TracedFile[]> {
  const main = ["main.js", "main.mjs"].map((name) => path.join(directory, name)).find((file) => existsSync(file));
  if (main === undefined) throw new Error(`${directory} has no handler`);
  const { fileList, reasons } = await nodeFileTrace([main], { base: directory, processCwd: directory });
  const traced = [...fileList].map((file): TracedFile => {
    const parents = [...(reasons.get(file)?.parents ?? [])].map(withSlashes);
    return { file: withSlashes(file), parents, ...byManifest(directory, withSlashes(file)) };
  });
  return traced.toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

function withSlashes(file: string): string {
  return file.split(path.sep).join("/");
}

function byManifest(directory: string, file: string): Pick<TracedFile, "isNamed" | "hasExports"> {
  const [folder = ""] = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(file) ?? [];
  const manifest = path.join(directory, folder, "package.json");
  if (folder === "" || !existsSync(manifest)) return { isNamed: false, hasExports: false };
  const { main, module, exports: targets, imports } = JSON.parse(readFileSync(manifest, "utf8"));
  const inside = file.slice(folder.length + 1);
  const isNamed = targetsIn([main, module, targets, imports]).some((target) => {
    const [start = "", end] = path.posix.normalize(target).split("*");
    if (end !== undefined) return inside.startsWith(start) && inside.endsWith(end);
    return [start, `${start}.js`, `${start.replace(/\/$/u, "")}/index.js`].includes(inside);
  });
  return { isNamed, hasExports: targets !== undefined };
}

function targetsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(targetsIn) : [];
}
