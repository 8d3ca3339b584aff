import { join, relative } from "node:path";
import { isPackError, packageLabel } from "@lambda-pack/model";
import type { Disk } from "../../disk/open-disk.ts";
import { isBelow } from "../../disk/paths.ts";
import type { Lookup, LookupContext } from "./lookup.ts";
import { openNodeModulesLookup } from "./node-modules-lookup.ts";
import { openInstalledPackages } from "./open-installed-packages.ts";
import type { InstalledPackages } from "./open-installed-packages.ts";
import { openPlugAndPlayLookup } from "./plug-and-play-lookup.ts";

/** Look-up in one workspace. Remembers what it has found, and reads packages through `installed`. */
export function openLookup(disk: Disk, context: LookupContext, installed: InstalledPackages): Lookup {
  const { root, stores, plugAndPlay, replacesBundled } = context;
  const inNodeModules = openNodeModulesLookup(disk, { root, stores, installed });
  const { find } =
    plugAndPlay === undefined
      ? inNodeModules
      : openPlugAndPlayLookup(disk, { context, plugAndPlay, installed, inNodeModules });
  return {
    find,
    bundledIn: replacesBundled ? () => undefined : inNodeModules.bundledIn,
    resolved: resolvedDependenciesIn(context),
    findElsewhere: secondLookup(disk, context),
  };
}

function resolvedDependenciesIn({ resolvedDependencies }: LookupContext): Lookup["resolved"] {
  return ({ location, manifest }) => {
    if (resolvedDependencies.has(location) || isPackError(manifest)) return resolvedDependencies.get(location);
    const { name = "", version = "" } = manifest;
    return resolvedDependencies.get(packageLabel({ name, version }));
  };
}

function secondLookup(disk: Disk, { root, platformPackages }: LookupContext): Lookup["findElsewhere"] {
  if (platformPackages === undefined) return () => undefined;
  const installed = openInstalledPackages(disk, { importers: [], injected: new Map() });
  const lookup = openNodeModulesLookup(disk, { root: platformPackages, stores: [], installed });
  return ({ dir: from }, name) => {
    const dir = isBelow(root, from) ? join(platformPackages, relative(root, from)) : platformPackages;
    return lookup.find({ location: dir, dir }, name).found;
  };
}
