import type { Importer } from "@lambda-pack/model";
import type { Disk } from "../../disk/open-disk.ts";
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
  return { at: (dir) => remember(known, dir, () => readInstalled(disk, dir, injected)) };
}
