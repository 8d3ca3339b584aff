import { parseManifest } from "@lambda-pack/model";
import type { BundleFile } from "@lambda-pack/model";
import { bundlePath } from "../bundle/bundle-path.ts";
import type { InspectedBundle } from "../bundle/with-bundle.ts";

/**
 * The handler of a bundle's function: what the settings say, else the function `handler` of the file that `main` of its
 * package.json leads to, else `index.handler`.
 */
export async function handlerOf(opened: InspectedBundle): Promise<string> {
  if (opened.options.handler !== undefined) return opened.options.handler;
  const { entries, root } = opened.bundle;
  const files = new Map(entries.flatMap((entry) => (entry.kind === "file" ? [[entry.path, entry] as const] : [])));
  const main = await readMain(opened, files.get(bundlePath(root, "package.json")));
  const candidates = [main, `${main}.js`, `${main}/index.js`].map((path) => bundlePath(root, path));
  const file = candidates.find((path) => files.has(path)) ?? bundlePath(root, main);
  return `${file.replace(/\.[cm]?js$/u, "")}.handler`;
}

async function readMain(opened: InspectedBundle, manifest: BundleFile | undefined): Promise<string> {
  if (manifest === undefined) return "index.js";
  const text = Buffer.from(await opened.read(manifest)).toString();
  const { main = "index.js" } = parseManifest(text, manifest.path, { lenient: true });
  return main.replace(/^(?:\.\/)+/u, "").replace(/\/+$/u, "");
}
