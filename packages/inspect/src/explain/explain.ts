import { defined } from "@lambda-pack/model";
import type { Bundle, BundlePackage, DependencyKind, InstanceEdge, InstanceId } from "@lambda-pack/model";
import { bundleFacts, shownPlace } from "../bundle-facts.ts";
import type { BundleFacts } from "../bundle-facts.ts";
import { retainedPackages, retainedSizes } from "../list/retained-sizes.ts";
import { explainPlaces } from "./explain-places.ts";
import type { PlaceReason } from "./explain-places.ts";
import { matchPackages } from "./match-packages.ts";
import type { FoundPath, VersionCheck } from "./match-packages.ts";
import { findPaths } from "./find-paths.ts";
import type { MorePaths } from "./find-paths.ts";
import { packageSizes } from "../list/package-sizes.ts";
import type { PackageSize } from "../list/package-sizes.ts";

/** Why packages are in a bundle. Plain JSON: `why --json` prints it behind a `schemaVersion`. */
export interface Explanation {
  readonly bundle: BundleFacts;
  /** As asked. */
  readonly query: string;
  /** What lies at the path that the query is; absent where it names packages. */
  readonly at?: FoundPath;
  /** One for each package that the query names, ordered by id; empty where it names none. */
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
  /** Dependency paths from the target, shortest first, as many as were asked for; of the target one without a step. */
  readonly dependencyPaths: readonly (readonly Dependency[])[];
  /** How many paths there are besides. */
  readonly morePaths: MorePaths;
  /** The edges that lead to it, ordered by id and name. */
  readonly dependents: readonly Dependency[];
  /** The other packages of its name with their dependents. Ordered by id. */
  readonly otherVersions: readonly OtherVersion[];
  /** Why it lies where it does. Ordered by path. */
  readonly places: readonly PlaceReason[];
  /** What the bundle holds only because of it. */
  readonly retained: Retained;
}

/** One edge: `from` declares `name` with `range`, which resolves to `to`. */
export interface Dependency {
  readonly from: InstanceId;
  /** The name it is required by, which may be an alias. */
  readonly name: string;
  /** As declared; empty where nothing declares it. */
  readonly range: string;
  readonly kind: DependencyKind;
  /** True for `optionalDependencies` and for optional peers. */
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
  readonly dependents: readonly Dependency[];
}

/** The size of the package and of all that is in the bundle only because of it. */
export interface Retained extends PackageSize {
  /** The packages that are in the bundle only because of it, itself left out, largest first, with the size of all copies. */
  readonly packages: readonly (PackageSize & { readonly id: InstanceId })[];
}

export interface ExplainOptions {
  readonly allows: VersionCheck;
  /** The most paths for each package; 5 unless given. */
  readonly paths?: number | undefined;
}

/** Why the packages that `query` names are in the bundle: see `matchPackages` for what it can name. */
export function explain(bundle: Bundle, query: string, { allows, paths = 5 }: ExplainOptions): Explanation {
  const { ids, at } = matchPackages(bundle, query, allows);
  const facts: Facts = {
    bundle,
    allows,
    paths,
    dependents: dependentsById(bundle, allows),
    sizes: packageSizes(bundle),
    retained: retainedSizes(bundle),
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
  readonly paths: number;
  readonly dependents: ReadonlyMap<InstanceId, readonly Dependency[]>;
  readonly sizes: ReadonlyMap<InstanceId, PackageSize>;
  readonly retained: ReadonlyMap<InstanceId, PackageSize>;
}

const nothing: PackageSize = { bytes: 0 };

function explainPackage(one: BundlePackage, facts: Facts): ExplainedPackage {
  const { id, name, version, importer, files, bytes, installedIn } = one;
  const { bundle, dependents, sizes } = facts;
  const { paths, more } = findPaths(bundle, id, facts.paths);
  const { packages } = bundle;
  const total = sizes.get(id) ?? nothing;
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
    dependencyPaths: paths.map((path) =>
      path.map(({ from, edge }) => dependencyOf(from, edge, { packages, ...facts })),
    ),
    morePaths: more,
    dependents: dependents.get(id) ?? [],
    otherVersions: otherVersions(one, facts),
    places: explainPlaces(bundle, id),
    retained: {
      ...(facts.retained.get(id) ?? nothing),
      packages: retainedPackages(bundle, id).map((each) => ({ id: each, ...(sizes.get(each) ?? nothing) })),
    },
  };
}

function otherVersions({ id, name }: BundlePackage, { bundle, dependents }: Facts): readonly OtherVersion[] {
  return [...bundle.packages.values()]
    .filter((other) => other.name === name && other.id !== id)
    .map(({ id: other, version, paths }) => {
      return { id: other, version, paths: paths.map(shownPlace), dependents: dependents.get(other) ?? [] };
    });
}

function dependentsById({ packages }: Bundle, allows: VersionCheck): ReadonlyMap<InstanceId, readonly Dependency[]> {
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
