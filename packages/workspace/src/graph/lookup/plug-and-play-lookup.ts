import { isCompanionName } from "@lambda-pack/model";
import type { PlugAndPlay, PlugAndPlayPackage } from "@lambda-pack/model";
import type { Disk } from "../../disk/open-disk.ts";
import { isBelow, upwards } from "../../disk/paths.ts";
import { remember } from "../../disk/remember.ts";
import { notFound } from "./lookup.ts";
import type { Installed, Lookup, LookupContext, Place } from "./lookup.ts";
import type { InstalledPackages } from "./open-installed-packages.ts";

export interface PlugAndPlayContext {
  readonly context: LookupContext;
  readonly plugAndPlay: PlugAndPlay;
  readonly installed: InstalledPackages;
  /** For what Plug'n'Play says nothing of. */
  readonly inNodeModules: Pick<Lookup, "find">;
}

/**
 * Look-up as Yarn's Plug'n'Play does it (its specification, "Resolution algorithm"): the package that the code belongs to
 * says where each of its dependencies is; what it does not declare, it may find among the root's. Code that belongs to no
 * package, or to one that is kept out, finds what Node finds without Plug'n'Play.
 */
export function openPlugAndPlayLookup(
  disk: Disk,
  { context, plugAndPlay, installed, inNodeModules }: PlugAndPlayContext,
): Pick<Lookup, "find"> {
  const { packages, fallbacks } = plugAndPlay;
  const known = new Map<string, Installed | undefined>();

  const read = (location: string): Installed | undefined => {
    const dir = disk.realPath(packages.get(location)?.dir ?? location);
    // An optional package that does not fit the machine has a place, and nothing is there.
    const found = dir === undefined ? undefined : installed.at(dir);
    return found && { ...found, location };
  };

  const find: Lookup["find"] = (from, name) => {
    const owner = isInSecondInstall(context, from) ? undefined : ownerOf(packages, from);
    // What is generated beside a package is in no data.
    if (owner === undefined || isCompanionName(name)) return inNodeModules.find(from, name);
    const location = owner.dependencies.get(name) ?? (owner.mayFallBack ? fallbacks.get(name) : undefined);
    if (location === undefined) return notFound;
    return { ...notFound, found: remember(known, location, () => read(location)) };
  };

  return { find };
}

function isInSecondInstall({ platformPackages }: LookupContext, { dir }: Place): boolean {
  return platformPackages !== undefined && isBelow(platformPackages, dir);
}

/** The package that code at a place belongs to: the nearest one at or above it that is more than a link. */
function ownerOf(packages: PlugAndPlay["packages"], { location }: Place): PlugAndPlayPackage | undefined {
  for (const dir of upwards(location)) {
    const owner = packages.get(dir);
    if (owner?.ignored === true) return undefined;
    if (owner !== undefined && !owner.linkedOnly) return owner;
  }
  return undefined;
}
