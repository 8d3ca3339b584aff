import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpenedBundle } from "@lambda-pack/model";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";

interface Options {
  /** Where in the bundle the directory is. */
  readonly at?: string;
}

/** A bundle of what lies on disk, as if it were unpacked there. Packages that are not below a `node_modules` are of the workspace. */
export function bundleOfDirectory(dir: string, { at = "" }: Options = {}): OpenedBundle {
  const files: Record<string, string | { readonly link: string }> = {};
  const walk = (from: string, to: string): void => {
    for (const entry of readdirSync(from, { withFileTypes: true })) {
      const source = join(from, entry.name);
      const path = to === "" ? entry.name : `${to}/${entry.name}`;
      if (entry.isDirectory()) walk(source, path);
      else if (entry.isSymbolicLink()) files[path] = { link: readlinkSync(source) };
      else files[path] = entry.name === "package.json" ? readFileSync(source, "utf8") : "";
    }
  };
  walk(dir, at);
  const opened = openedBundle(files, { origin: "workspace" });
  return {
    ...opened,
    read: async ({ path }) => await readFile(join(dir, at === "" ? path : path.slice(at.length + 1))),
  };
}
