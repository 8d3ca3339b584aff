import { defined } from "@lambda-pack/model";
import type { Bundle, BundlePackage, DependencyKind, InstanceEdge, InstanceId } from "@lambda-pack/model";
import { bundleFacts, shownPlace } from "../bundle-facts.ts";
import type { BundleFacts } from "../bundle-facts.ts";
import { dominatedPackages, dominatedWeights } from "../list/dominated-weights.ts";
import { explainPlaces } from "./explain-places.ts";
import type { PlaceReason } from "./explain-places.ts";
import { findPackages } from "./find-packages.ts";
import type { FoundPath, VersionCheck } from "./find-packages.ts";
import { findRoutes } from "./find-routes.ts";
import type { MoreRoutes } from "./find-routes.ts";
import { packageWeights } from "../list/package-weights.ts";
import type { Weight } from "../list/package-weights.ts";

/** Why packages are in a bundle. Plain JSON: `why --json` prints it behind a `schemaVersion`. */
export interface Explanation {
  readonly bundle: BundleFacts;
  /** As asked. */
  readonly query: string;
  /** What lies at the path that was asked for; absent where a package was. */
  readonly at?: FoundPath;
  /** One for each package that is meant, ordered by id; empty where nothing in the bundle is. */
  readonly packages: readonly ExplainedPackage[];
}

export interface ExplainedPackage {
  readonly id: InstanceId;
  readonly name: string;
  readonly version: string;
  readonly importer: boolean;
  /** Files of one copy. */
  readonly files: number;
  /** Bytes of one copy, unzipped. */
  readonly bytes: number;
  /** Bytes of all copies, unzipped. */
  readonly totalBytes: number;
  /** Bytes of all copies in the zip; only of a zip. */
  readonly zippedBytes?: number;
  /** Directories from the workspace root, or absolute, in which it is installed; empty where the bundle was read from a zip. */
  readonly installedIn: readonly string[];
  /** Ways from the target, shortest first, as many as were asked for; of the target one without a step. */
  readonly routes: readonly (readonly Dependency[])[];
  /** How many ways there are beside them. */
  readonly moreRoutes: MoreRoutes;
  /** Who declares it and finds it, ordered by id and name. */
  readonly neededBy: readonly Dependency[];
  /** The other packages of its name, and who needs them. Ordered by id. */
  readonly otherVersions: readonly OtherVersion[];
  /** Why it lies where it does. Ordered by path. */
  readonly places: readonly PlaceReason[];
  /** What would go if it went. */
  readonly freed: Freed;
}

/** One edge: `from` declares `name` with `range`, and finds `to`. */
export interface Dependency {
  readonly from: InstanceId;
  /** The name it is required by, which may be an alias. */
  readonly name: string;
  /** As declared; empty where nothing declares it. */
  readonly range: string;
  readonly kind: DependencyKind;
  /** True for `optionalDependencies`, and for peers that bring nothing in. */
  readonly optional: boolean;
  /** The package.json that declares it, from the workspace root, or in the bundle where that was read from a zip. */
  readonly declaredIn: string;
  readonly to: InstanceId;
  /** Whether the range allows the version; absent where that cannot be judged, as of tags and paths. */
  readonly satisfied?: boolean;
}

export interface OtherVersion {
  readonly id: InstanceId;
  readonly version: string;
  /** Directories of the bundle that hold a copy. */
  readonly paths: readonly string[];
  readonly neededBy: readonly Dependency[];
}

export interface Freed extends Weight {
  /** What only it brings, without itself, heaviest first, with the weight of all copies. */
  readonly packages: readonly (Weight & { readonly id: InstanceId })[];
}

export interface ExplainOptions {
  readonly allows: VersionCheck;
  /** How many ways are told of each package; 5 unless given. */
  readonly routes?: number | undefined;
}

/** Tells why what is meant by `query` is in the bundle: see `findPackages` for what can be meant. */
export function explain(bundle: Bundle, query: string, { allows, routes = 5 }: ExplainOptions): Explanation {
  const { ids, at } = findPackages(bundle, query, allows);
  const facts: Facts = {
    bundle,
    allows,
    routes,
    neededBy: dependenciesByTarget(bundle, allows),
    weights: packageWeights(bundle),
    freed: dominatedWeights(bundle),
  };
  return {
    bundle: bundleFacts(bundle),
    query,
    ...defined({ at }),
    packages: ids.flatMap((id) => {
      const one = bundle.packages.get(id);
      return one === undefined ? [] : explainPackage(one, facts);
    }),
  };
}

interface Facts {
  readonly bundle: Bundle;
  readonly allows: VersionCheck;
  readonly routes: number;
  readonly neededBy: ReadonlyMap<InstanceId, readonly Dependency[]>;
  readonly weights: ReadonlyMap<InstanceId, Weight>;
  readonly freed: ReadonlyMap<InstanceId, Weight>;
}

const nothing: Weight = { bytes: 0 };

function explainPackage(one: BundlePackage, facts: Facts): ExplainedPackage {
  const { id, name, version, importer, files, bytes, installedIn } = one;
  const { bundle, neededBy, weights } = facts;
  const { routes, more } = findRoutes(bundle, id, facts.routes);
  const { packages } = bundle;
  const total = weights.get(id) ?? nothing;
  return {
    id,
    name,
    version,
    importer,
    files,
    bytes,
    totalBytes: total.bytes,
    ...defined({ zippedBytes: total.zippedBytes }),
    installedIn,
    routes: routes.map((route) => route.map(({ from, edge }) => dependencyOf(from, edge, { packages, ...facts }))),
    moreRoutes: more,
    neededBy: neededBy.get(id) ?? [],
    otherVersions: otherVersions(one, facts),
    places: explainPlaces(bundle, id),
    freed: {
      ...(facts.freed.get(id) ?? nothing),
      packages: dominatedPackages(bundle, id).map((each) => ({ id: each, ...(weights.get(each) ?? nothing) })),
    },
  };
}

function otherVersions({ id, name }: BundlePackage, { bundle, neededBy }: Facts): readonly OtherVersion[] {
  return [...bundle.packages.values()]
    .filter((other) => other.name === name && other.id !== id)
    .map(({ id: other, version, paths }) => {
      return { id: other, version, paths: paths.map(shownPlace), neededBy: neededBy.get(other) ?? [] };
    });
}

function dependenciesByTarget(
  { packages }: Bundle,
  allows: VersionCheck,
): ReadonlyMap<InstanceId, readonly Dependency[]> {
  const found = new Map<InstanceId, Dependency[]>();
  for (const { id, edges } of packages.values()) {
    for (const edge of edges) {
      const dependency = dependencyOf(id, edge, { packages, allows });
      const known = found.get(edge.to);
      if (known === undefined) found.set(edge.to, [dependency]);
      else known.push(dependency);
    }
  }
  return found;
}

interface Judge {
  readonly packages: Bundle["packages"];
  readonly allows: VersionCheck;
}

function dependencyOf(from: InstanceId, edge: InstanceEdge, { packages, allows }: Judge): Dependency {
  const { name, range, kind, optional, declaredIn, to } = edge;
  const satisfied = range === "" ? undefined : allows(range, packages.get(to)?.version ?? "");
  return { from, name, range, kind, optional, declaredIn, to, ...defined({ satisfied }) };
}
