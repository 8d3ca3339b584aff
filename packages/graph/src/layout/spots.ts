import { nodeModulesPath } from "@lambda-pack/model";
import type { BundlePath, InstanceEdge, InstanceId } from "@lambda-pack/model";
import type { Directory } from "./directory.ts";

/** A place of the bundle at which an instance is found, as its directory or by a link. */
export interface Spot {
  readonly path: BundlePath;
  /** The name by which it lies there. */
  readonly name: string;
  /** Whether its siblings lie beside it there, or could. */
  readonly isWhole: boolean;
  /** False of a place at which it is not needed, but where its siblings could lie beside it. */
  readonly isTaken: boolean;
}

export interface Spots {
  readonly add: (parent: Directory, edge: InstanceEdge, facts: Pick<Spot, "isWhole" | "isTaken">) => void;
  readonly list: () => ReadonlyMap<InstanceId, readonly Spot[]>;
}

/** Collects the places of each instance while they are planned. */
export function openSpots(): Spots {
  const known = new Map<InstanceId, Map<BundlePath, Spot>>();
  return {
    add: (parent, { name, to }, facts) => {
      const own = known.get(to) ?? new Map<BundlePath, Spot>();
      known.set(to, own);
      const path = nodeModulesPath(parent.path, name);
      own.set(path, { path, name, ...facts });
    },
    list: () => new Map([...known].map(([id, own]) => [id, [...own.values()]])),
  };
}
