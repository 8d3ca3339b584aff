import { basename, dirname, resolve } from "node:path";
import { isPackError } from "@lambda-pack/model";
import type { Importer } from "@lambda-pack/model";
import type { Disk } from "../../disk/open-disk.ts";
import { upwards } from "../../disk/paths.ts";
import { remember } from "../../disk/remember.ts";
import type { Installed, LookupContext } from "./lookup.ts";
import { readInstalled } from "./read-installed.ts";

/** The packages that were met, each of which is read once. */
export interface InstalledPackages {
  /** The one in a directory, whose path is real; undefined where none is. */
  readonly at: (dir: string) => Installed | undefined;
}

/** Those of the workspace have been read already. */
export function openInstalledPackages(
  disk: Disk,
  { importers, injected }: Pick<LookupContext, "injected"> & { readonly importers: readonly Importer[] },
): InstalledPackages {
  const known = new Map<string, Installed | undefined>(
    importers.map(({ dir, manifest }) => [dir, { location: dir, dir, manifest, importer: true }]),
  );
  const isOfImporter = openOutputCheck(importers);
  const read = (dir: string): Installed | undefined => {
    const found = readInstalled(disk, dir, injected);
    return found === undefined || found.importer ? found : { ...found, importer: isOfImporter(found) };
  };
  return { at: (dir) => remember(known, dir, () => read(dir)) };
}

/**
 * Whether what was found is a package of the workspace by another directory: one inside of its own that it publishes, or that has
 * its name, as build tools write it, and that others are linked to.
 */
function openOutputCheck(importers: readonly Importer[]): (found: Installed) => boolean {
  const byDir = new Map(importers.map((importer) => [importer.dir, importer]));
  return ({ dir, manifest }) => {
    for (const above of upwards(dirname(dir))) {
      if (basename(above) === "node_modules") return false;
      const importer = byDir.get(above);
      if (importer === undefined) continue;
      const { publishDirectory } = isPackError(importer.manifest) ? {} : importer.manifest;
      if (publishDirectory !== undefined && resolve(above, publishDirectory) === dir) return true;
      return importer.name !== undefined && !isPackError(manifest) && manifest.name === importer.name;
    }
    return false;
  };
}
