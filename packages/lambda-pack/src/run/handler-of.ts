import { findMainFile } from "@lambda-pack/check";
import { filesByPath, parseManifest, pathBelow } from "@lambda-pack/model";
import type { BundleFile } from "@lambda-pack/model";
import type { InspectedBundle } from "../bundle/with-bundle.ts";

/**
 * The handler of a bundle's function: what the settings say, else the function `handler` of the file that a check begins with, which
 * `exports` or `main` of its package.json lead to, else that of the file that `main` should be.
 */
export async function handlerOf(opened: InspectedBundle): Promise<string> {
  if (opened.options.handler !== undefined) return opened.options.handler;
  const { entries, root } = opened.bundle;
  const file =
    (await findMainFile(opened, opened.options.runtime)) ??
    pathBelow(root, await readMain(opened, filesByPath(entries).get(pathBelow(root, "package.json"))));
  return `${file.replace(/\.[cm]?js$/u, "")}.handler`;
}

async function readMain(opened: InspectedBundle, manifest: BundleFile | undefined): Promise<string> {
  if (manifest === undefined) return "index.js";
  const text = Buffer.from(await opened.read(manifest)).toString();
  const { main = "index.js" } = parseManifest(text, manifest.path, { lenient: true });
  return main.replace(/^(?:\.\/)+/u, "").replace(/\/+$/u, "");
}
