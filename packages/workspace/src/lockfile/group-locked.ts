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
  for (const { key, name, to } of entries) {
    for (const each of [key, name]) {
      const known = locked.get(each);
      if (known === undefined) locked.set(each, [to]);
      else if (known.every(({ version }) => version !== to.version)) known.push(to);
    }
  }
  return locked;
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
