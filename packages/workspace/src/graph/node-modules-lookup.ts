import { basename, join } from "node:path";
import { emptyManifest } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { isBelow, upwards } from "../disk/paths.ts";
import { companionNames } from "./companions.ts";
import { type Installed, type Lookup, type LookupGround, type LookupResult } from "./lookup.ts";
import { readInstalled } from "./read-installed.ts";
import { remember } from "./remember.ts";

/** `dangling` is the link, where it is one that leads nowhere. */
interface Candidate {
  readonly installed: Installed | undefined;
  readonly dangling: string | undefined;
}

/** Nothing is there. */
const absent: Candidate = { installed: undefined, dangling: undefined };

/**
 * Look-up as Node does it: in the node_modules of the real directory, then of each one above it; a directory that is called
 * node_modules has none. Ends at the workspace root, or where the package manager's store ends.
 */
export function openNodeModulesLookup(
  disk: Disk,
  { root, importers, stores, injected }: Pick<LookupGround, "root" | "importers" | "stores" | "injected">,
): Pick<Lookup, "find" | "bundledIn"> {
  const candidates = new Map<string, Promise<Candidate>>();
  const packages = new Map<string, Promise<Installed | undefined>>(
    importers.map(({ dir, manifest }) => [dir, Promise.resolve({ location: dir, dir, manifest, importer: true })]),
  );

  const readOnce = (dir: string): Promise<Installed | undefined> =>
    remember(packages, dir, () => readInstalled(disk, { location: dir, dir }, injected));

  const readCandidate = async (nodeModules: string, name: string): Promise<Candidate> => {
    const link = join(nodeModules, name);
    const dir = await disk.realPath(link);
    if (dir === undefined) return { installed: undefined, dangling: link };
    const installed = await readOnce(dir);
    if (installed !== undefined || !companionNames.has(name)) return { installed, dangling: undefined };
    return { installed: await readBareCompanion(disk, dir), dangling: undefined };
  };

  const at = async (nodeModules: string, name: string): Promise<Candidate> => {
    if (!(await isListed(disk, nodeModules, name))) return absent;
    return remember(candidates, join(nodeModules, name), () => readCandidate(nodeModules, name));
  };

  const find: Lookup["find"] = async ({ dir: from }, name): Promise<LookupResult> => {
    const store = stores.find((each) => isBelow(each, from));
    const dangling: string[] = [];
    for (const dir of upwards(from)) {
      if (store !== undefined && isBelow(dir, store)) break;
      if (basename(dir) === "node_modules") continue;
      const candidate = await at(join(dir, "node_modules"), name);
      const isAbove = isBelow(dir, root);
      if (candidate.dangling !== undefined && !isAbove) dangling.push(candidate.dangling);
      if (candidate.installed === undefined) continue;
      if (isAbove) return { found: undefined, aboveRoot: join(dir, "node_modules", name), dangling };
      return { found: candidate.installed, aboveRoot: undefined, dangling };
    }
    return { found: undefined, aboveRoot: undefined, dangling };
  };

  // What is reached by a link is a package like any other: links are no part of the folder.
  const bundledIn: Lookup["bundledIn"] = async ({ dir }, name) => {
    const { installed } = await at(join(dir, "node_modules"), name);
    return installed?.dir === join(dir, "node_modules", name) ? installed : undefined;
  };

  return { find, bundledIn };
}

/** Listing a node_modules once is cheaper than asking it for each name. */
async function isListed(disk: Disk, nodeModules: string, name: string): Promise<boolean> {
  const [first = "", second] = name.split("/");
  const names = await disk.listNames(nodeModules);
  if (names?.has(first) !== true || second === undefined) return names?.has(first) === true;
  return (await disk.listNames(join(nodeModules, first)))?.has(second) === true;
}

/** Old generators write no package.json, so any folder with something in it is a companion. */
async function readBareCompanion(disk: Disk, dir: string): Promise<Installed | undefined> {
  const names = await disk.listNames(dir);
  if (names === undefined || names.size === 0) return undefined;
  return { location: dir, dir, manifest: emptyManifest, importer: false };
}
