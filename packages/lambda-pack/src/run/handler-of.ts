import { filesByPath, parseManifest, pathBelow } from "@lambda-pack/model";
import type { BundleFile } from "@lambda-pack/model";
import type { InspectedBundle } from "../bundle/with-bundle.ts";

/**
 * The handler of a bundle's function: what the settings say, else the function `handler` of the file that `main` of its
 * package.json leads to, else `index.handler`.
 */
export async function handlerOf(opened: InspectedBundle): Promise<string> {
  if (opened.options.handler !== undefined) return opened.options.handler;
  const { entries, root } = opened.bundle;
  const files = filesByPath(entries);
  const main = await readMain(opened, files.get(pathBelow(root, "package.json")));
  const candidates = [main, `${main}.js`, `${main}/index.js`].map((path) => pathBelow(root, path));
  const file = candidates.find((path) => files.has(path)) ?? pathBelow(root, main);
  return `${file.replace(/\.[cm]?js$/u, "")}.handler`;
}

async function readMain(opened: InspectedBundle, manifest: BundleFile | undefined): Promise<string> {
  if (manifest === undefined) return "index.js";
  const text = Buffer.from(await opened.read(manifest)).toString();
  const { main = "index.js" } = parseManifest(text, manifest.path, { lenient: true });
  return main.replace(/^(?:\.\/)+/u, "").replace(/\/+$/u, "");
}
