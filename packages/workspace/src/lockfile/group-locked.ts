import { packageLabel } from "@lambda-pack/model";
import type { LockedPackage, LockedPackages } from "@lambda-pack/model";

/** One dependency in a lockfile. */
export interface LockedEntry {
  /** Who asks: `edgeKey`, or the descriptor `name@range`. */
  readonly key: string;
  /** The name it is required by. */
  readonly name: string;
  readonly to: LockedPackage;
}

/** All entries of a lockfile by key and by name; each version once, in the order of the lockfile. */
export function groupLocked(entries: Iterable<LockedEntry>): LockedPackages {
  const locked = new Map<string, LockedPackage[]>();
  const versions = new Map<string, Set<string>>();
  for (const { key, name, to } of entries) {
    for (const each of [key, name]) {
      const known = locked.get(each);
      if (known === undefined) locked.set(each, [to]);
      else if (isNew(known, { version: to.version, key: each, versions })) known.push(to);
    }
  }
  return locked;
}

/** How many versions are looked through. A set for each name would cost more than all else, and most have one version. */
const FEW_VERSIONS = 16;

interface Versions {
  readonly version: string;
  readonly key: string;
  /** Of the names with many. */
  readonly versions: Map<string, Set<string>>;
}

function isNew(known: readonly LockedPackage[], { version, key, versions }: Versions): boolean {
  if (known.length < FEW_VERSIONS) return known.every((each) => each.version !== version);
  const set = versions.get(key) ?? new Set(known.map((each) => each.version));
  versions.set(key, set);
  if (set.has(version)) return false;
  set.add(version);
  return true;
}

export function edgeKey(dependent: string, name: string): string {
  return `${dependent} > ${name}`;
}

/** What lies at a path from the lockfile's directory, as one that asks. */
export function pathKey(path: string): string {
  return path === "" || path === "." ? "." : `./${path}`;
}

/** A package as one that asks; by its name alone where the lockfile does not have its version. */
export function packageKey(name: string, version: string | undefined): string {
  return version === undefined ? name : packageLabel({ name, version });
}
