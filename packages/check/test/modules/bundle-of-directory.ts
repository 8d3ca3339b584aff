import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BundleEntry, OpenedBundle } from "@lambda-pack/model";
import { bundleOf } from "./bundle-of.ts";

/** A bundle of what lies on disk, as if it were unpacked there. */
export function bundleOfDirectory(dir: string, options: { readonly importers?: readonly string[] } = {}): OpenedBundle {
  const files = new Map<string, string | { readonly link: string }>();
  const manifests = new Map<string, string>();
  const walk = (at: string): void => {
    for (const name of readdirSync(join(dir, at))) {
      const path = at === "" ? name : `${at}/${name}`;
      const stat = lstatSync(join(dir, path));
      if (stat.isDirectory()) walk(path);
      else if (stat.isSymbolicLink()) files.set(path, { link: readlinkSync(join(dir, path)) });
      else {
        files.set(path, "");
        if (name === "package.json") manifests.set(path, readFileSync(join(dir, path), "utf8"));
      }
    }
  };
  walk("");
  const opened = bundleOf({ ...Object.fromEntries(files), ...Object.fromEntries(manifests) }, options);
  return { ...opened, read: async (file: BundleEntry) => await readFile(join(dir, file.path)) };
}
