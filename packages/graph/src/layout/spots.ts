import { nodeModulesPath } from "@lambda-pack/model";
import type { BundlePath, InstanceEdge, InstanceId } from "@lambda-pack/model";
import type { Directory } from "./directory.ts";

/** A place of the bundle at which an instance is found, as its directory or by a link. */
export interface Spot {
  readonly path: BundlePath;
  /** The name by which it lies there. */
  readonly name: string;
  /** How many edges find it there. */
  readonly finders: number;
  /** Whether its siblings lie beside it there, or could. */
  readonly isWhole: boolean;
  /** False of a place at which it is not needed, but where its siblings could lie beside it. */
  readonly isTaken: boolean;
}

export interface Spots {
  readonly add: (parent: Directory, edge: InstanceEdge, facts: Pick<Spot, "isWhole" | "isTaken">) => void;
  /** One more edge finds the instance there. */
  readonly count: (parent: Directory, edge: InstanceEdge) => void;
  readonly list: () => ReadonlyMap<InstanceId, readonly Spot[]>;
}

type OpenSpot = { -readonly [Field in keyof Spot]: Spot[Field] };

/** Collects the places of each instance while they are planned. */
export function openSpots(): Spots {
  const known = new Map<InstanceId, Map<BundlePath, OpenSpot>>();
  return {
    add: (parent, { name, to }, facts) => {
      const own = known.get(to) ?? new Map<BundlePath, OpenSpot>();
      known.set(to, own);
      const path = nodeModulesPath(parent.path, name);
      own.set(path, { path, name, finders: own.get(path)?.finders ?? 0, ...facts });
    },
    count: (parent, { name, to }) => {
      const spot = known.get(to)?.get(nodeModulesPath(parent.path, name));
      if (spot !== undefined) spot.finders++;
    },
    list: () => new Map([...known].map(([id, own]) => [id, [...own.values()]])),
  };
}
