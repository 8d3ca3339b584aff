import { join } from "node:path";
import { isCompanionName, emptyManifest } from "@lambda-pack/model";
import type { Disk } from "../../disk/open-disk.ts";
import { isBelow, upwards } from "../../disk/paths.ts";
import { remember } from "../../disk/remember.ts";
import type { Installed, Lookup, LookupContext, LookupResult } from "./lookup.ts";
import type { InstalledPackages } from "./open-installed-packages.ts";
import { openNodeModules } from "./open-node-modules.ts";
import type { NodeModules } from "./open-node-modules.ts";

/** `dangling` is the link, where it is one that leads nowhere. */
interface Candidate {
  readonly installed: Installed | undefined;
  readonly dangling: string | undefined;
}

export interface NodeModulesGround extends Pick<LookupContext, "root" | "stores"> {
  readonly installed: InstalledPackages;
}

/**
 * Look-up as Node does it: in the node_modules of the real directory, then of each one above it; a directory that is called
 * node_modules has none. Ends at the workspace root, or where the package manager's store ends.
 */
export function openNodeModulesLookup(
  disk: Disk,
  { root, stores, installed: packages }: NodeModulesGround,
): Pick<Lookup, "find" | "bundledIn"> {
  const opened = new Map<string, NodeModules | undefined>();
  const candidates = new Map<string, Candidate>();

  const readCandidate = (nodeModules: NodeModules, name: string): Candidate => {
    const entry = nodeModules.entry(name);
    if (entry === undefined) return { installed: undefined, dangling: undefined };
    const { dir } = entry;
    if (dir === undefined) return { installed: undefined, dangling: join(nodeModules.path, name) };
    const installed = packages.at(dir);
    const isBare = installed === undefined && isCompanionName(name);
    return { installed: isBare ? readBareCompanion(disk, dir) : installed, dangling: undefined };
  };

  /** Undefined where there is no node_modules. */
  const candidateIn = (dir: string, name: string): Candidate | undefined => {
    const nodeModules = remember(opened, dir, () => openNodeModules(disk, dir));
    if (nodeModules === undefined) return undefined;
    return remember(candidates, `${nodeModules.path}/${name}`, () => readCandidate(nodeModules, name));
  };

  const find: Lookup["find"] = ({ dir: from }, name): LookupResult => {
    const store = outermost(stores, from);
    const dangling: string[] = [];
    for (const dir of upwards(from)) {
      // A store that is a node_modules is itself where its packages find each other.
      const isHolder = store !== undefined && join(dir, "node_modules") === store;
      if (store !== undefined && isBelow(dir, store) && !isHolder) break;
      const candidate = candidateIn(dir, name);
      if (candidate === undefined) continue;
      const isAbove = !isHolder && isBelow(dir, root);
      if (candidate.dangling !== undefined && !isAbove) dangling.push(candidate.dangling);
      if (candidate.installed === undefined) continue;
      if (isAbove) return { found: undefined, aboveRoot: join(dir, "node_modules", name), dangling };
      return { found: candidate.installed, aboveRoot: undefined, dangling };
    }
    return { found: undefined, aboveRoot: undefined, dangling };
  };

  // What is reached by a link is a package like any other: links are no part of the folder.
  const bundledIn: Lookup["bundledIn"] = ({ dir }, name) => {
    const installed = candidateIn(dir, name)?.installed;
    return installed?.dir === join(dir, "node_modules", name) ? installed : undefined;
  };

  return { find, bundledIn };
}

/** One store may lie in another: a virtual store in a node_modules that is a link. */
function outermost(stores: readonly string[], dir: string): string | undefined {
  const around = stores.filter((store) => isBelow(store, dir));
  return around.find((store) => around.every((other) => other === store || isBelow(store, other)));
}

/** Old generators write no package.json, so any folder with something in it is a companion. */
function readBareCompanion(disk: Disk, dir: string): Installed | undefined {
  const listing = disk.list(dir);
  if (listing === undefined || listing.size === 0) return undefined;
  return { location: dir, dir, manifest: emptyManifest, importer: false };
}
