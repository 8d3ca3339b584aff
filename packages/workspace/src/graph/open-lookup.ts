import { join, relative } from "node:path";
import { isPackError, packageLabel } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { isBelow } from "../disk/paths.ts";
import type { Lookup, LookupGround } from "./lookup.ts";
import { openNodeModulesLookup } from "./node-modules-lookup.ts";
import { openPlugAndPlayLookup } from "./plug-and-play-lookup.ts";

/** Look-up in one workspace. Remembers what it has read: each package.json is read once. */
export function openLookup(disk: Disk, ground: LookupGround): Lookup {
  const inNodeModules = openNodeModulesLookup(disk, ground);
  const { plugAndPlay, replacesBundled } = ground;
  const { find } =
    plugAndPlay === undefined ? inNodeModules : openPlugAndPlayLookup(disk, { ground, plugAndPlay, inNodeModules });
  return {
    find,
    bundledIn: replacesBundled ? async () => undefined : inNodeModules.bundledIn,
    wiring: wiringIn(ground),
    findElsewhere: secondLookup(disk, ground),
  };
}

function wiringIn({ wirings }: LookupGround): Lookup["wiring"] {
  return ({ location, manifest }) => {
    if (wirings.has(location) || isPackError(manifest)) return wirings.get(location);
    const { name = "", version = "" } = manifest;
    return wirings.get(packageLabel({ name, version }));
  };
}

function secondLookup(disk: Disk, { root, platformPackages }: LookupGround): Lookup["findElsewhere"] {
  if (platformPackages === undefined) return async () => undefined;
  const second = { root: platformPackages, importers: [], stores: [], injected: new Map<string, string>() };
  const lookup = openNodeModulesLookup(disk, second);
  return async ({ dir: from }, name) => {
    const dir = isBelow(root, from) ? join(platformPackages, relative(root, from)) : platformPackages;
    return (await lookup.find({ location: dir, dir }, name)).found;
  };
}
