import { join } from "node:path";
import type { OpenedBundle } from "@lambda-pack/model";
import { openedBundle } from "@lambda-pack/test-support/bundles/opened-bundle";
import { bundleOfDirectory } from "./bundle-of-directory.ts";

/** What is installed for this repository. */
export const installed = join(import.meta.dirname, "../../../../node_modules");

let packages: OpenedBundle | undefined;

/** A function that imports these packages of this repository, with all that is installed beside them. */
export function bundleOfInstalled(names: readonly string[]): OpenedBundle {
  packages ??= bundleOfDirectory(installed, { at: "node_modules" });
  const known = packages;
  const dependencies = Object.fromEntries(names.map((name) => [name, "*"]));
  const target = openedBundle({
    "package.json": JSON.stringify({
      name: "collector",
      version: "1.0.0",
      type: "module",
      main: "index.js",
      dependencies,
    }),
    "index.js": names.map((name) => `import ${JSON.stringify(name)};\n`).join(""),
  });
  const bundle = {
    ...target.bundle,
    packages: new Map([...target.bundle.packages, ...known.bundle.packages]),
    places: new Map([...known.bundle.places, ...target.bundle.places]),
    entries: [...known.bundle.entries, ...target.bundle.entries],
  };
  return { ...target, bundle, read: async (file) => await (file.place === "" ? target : known).read(file) };
}
