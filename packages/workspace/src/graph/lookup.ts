import { basename, join } from "node:path";
import { emptyManifest, type Importer, isPackError, type Manifest, type PackError } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { isBelow, upwards } from "../disk/paths.ts";
import { parseJsonObject } from "../manifest/parse-json-object.ts";
import { buildManifest } from "../manifest/parse-manifest.ts";
import { companionNames } from "./companions.ts";

/** A directory that holds a package. */
export interface Installed {
  /** Absolute real path. */
  readonly dir: string;
  /** Thrown only when the package is needed. */
  readonly manifest: Manifest | PackError;
  readonly importer: boolean;
}

export interface LookupResult {
  readonly found: Installed | undefined;
  /** The first hit above the workspace root; only where nothing is found up to it. */
  readonly aboveRoot: string | undefined;
  /** Links on the way that lead nowhere. */
  readonly dangling: readonly string[];
}

export interface Lookup {
  /**
   * Looks a name up as Node does: in the node_modules of the real directory `from`, then of each one above it; a directory
   * that is called node_modules has none.
   */
  readonly find: (from: string, name: string) => Promise<LookupResult>;
  /** The package of that name in one node_modules. */
  readonly at: (nodeModules: string, name: string) => Promise<Candidate>;
}

/** `dangling` is the link, where it is one that leads nowhere. */
export interface Candidate {
  readonly installed: Installed | undefined;
  readonly dangling: string | undefined;
}

const ABSENT: Candidate = { installed: undefined, dangling: undefined };

/** Look-up in one workspace. Remembers what it has read: each package.json is read once. */
export function openLookup(disk: Disk, root: string, importers: readonly Importer[]): Lookup {
  const candidates = new Map<string, Promise<Candidate>>();
  const packages = new Map<string, Promise<Installed | undefined>>(
    importers.map(({ dir, manifest }) => [dir, Promise.resolve({ dir, manifest, importer: true })]),
  );

  const readOnce = (dir: string): Promise<Installed | undefined> =>
    remember(packages, dir, () => readInstalled(disk, dir));

  const readCandidate = async (nodeModules: string, name: string): Promise<Candidate> => {
    const link = join(nodeModules, name);
    const dir = await disk.realPath(link);
    if (dir === undefined) return { installed: undefined, dangling: link };
    const installed = await readOnce(dir);
    if (installed !== undefined || !companionNames.has(name)) return { installed, dangling: undefined };
    return { installed: await readBareCompanion(disk, dir), dangling: undefined };
  };

  const at = async (nodeModules: string, name: string): Promise<Candidate> => {
    if (!(await isListed(disk, nodeModules, name))) return ABSENT;
    return remember(candidates, join(nodeModules, name), () => readCandidate(nodeModules, name));
  };

  const find = async (from: string, name: string): Promise<LookupResult> => {
    const dangling: string[] = [];
    for (const dir of upwards(from)) {
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

  return { find, at };
}

function remember<T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const value = known.get(key) ?? read();
  known.set(key, value);
  return value;
}

/** Listing a node_modules once is cheaper than asking it for each name. */
async function isListed(disk: Disk, nodeModules: string, name: string): Promise<boolean> {
  const [first = "", second] = name.split("/");
  const names = await disk.listNames(nodeModules);
  if (names?.has(first) !== true || second === undefined) return names?.has(first) === true;
  return (await disk.listNames(join(nodeModules, first)))?.has(second) === true;
}

/** Undefined for a folder without package.json, and for a stub that Yarn leaves for a package it has not installed. */
async function readInstalled(disk: Disk, dir: string): Promise<Installed | undefined> {
  const file = join(dir, "package.json");
  const text = await disk.readText(file);
  if (text === undefined) return undefined;
  try {
    const json = parseJsonObject(text, file);
    if (json["mocked"] === true) return undefined;
    return { dir, manifest: buildManifest(json, file, { lenient: true }), importer: false };
  } catch (error) {
    if (!isPackError(error)) throw error;
    return { dir, manifest: error, importer: false };
  }
}

/** Old generators write no package.json, so any folder with something in it is a companion. */
async function readBareCompanion(disk: Disk, dir: string): Promise<Installed | undefined> {
  const names = await disk.listNames(dir);
  return names === undefined || names.size === 0 ? undefined : { dir, manifest: emptyManifest, importer: false };
}
