import { declaredEdges, declaredEdgesOfImporter, isOptionalPeer, isRegistryName } from "@lambda-pack/model";
import type { DeclaredEdge } from "@lambda-pack/model";
import { assertDependencyName } from "../importers/package-name.ts";
import { amendEdges } from "./amend-edges.ts";
import { isFoundInPlace } from "./is-found-in-place.ts";
import type { Installed, Lookup, LookupResult, Place } from "./lookup/lookup.ts";
import { manifestOrThrow } from "./manifest-or-throw.ts";
import { readBundled } from "./read-bundled.ts";
import type { Bundled } from "./read-bundled.ts";
import { semver } from "../semver.ts";

/** A dependency and where Node looks for it: from the package that declares it, or from one that is bundled in that. */
export interface WantedEdge extends DeclaredEdge {
  readonly from: Place;
}

/** A dependency that a target has, maybe one that is only found from elsewhere. */
export interface TargetEdge extends DeclaredEdge {
  readonly from?: Place;
}

export interface ResolvedEdge extends WantedEdge {
  readonly result: LookupResult;
}

/** One package with its dependencies looked up, but for optional peers. */
export interface Visit {
  readonly installed: Installed;
  readonly bundled: Bundled;
  /** One for each name. */
  readonly edges: readonly ResolvedEdge[];
  readonly optionalPeers: readonly WantedEdge[];
}

const NOTHING_BUNDLED: Bundled = { dirs: new Set(), paths: [], declared: [] };

/** Looks up what one package needs, and which packages travel in its folder. */
export function visitPackage(lookup: Lookup, installed: Installed): Visit {
  const bundled = installed.importer ? NOTHING_BUNDLED : readBundled(lookup, installed);
  if (bundled === undefined) return visitApart(lookup, installed);
  return visitDeclared(lookup, { installed, bundled, declared: declaredBy(lookup, installed) });
}

/** The same for a package whose bundled packages are placed one by one, each like any other. */
export function visitApart(lookup: Lookup, installed: Installed): Visit {
  const own = declaredBy(lookup, installed);
  const names = new Set(own.map(({ name }) => name));
  const bundled = manifestOrThrow(installed.manifest)
    .bundledDependencies.filter((name) => !names.has(name) && lookup.bundledIn(installed, name) !== undefined)
    .map((name) => ({ name, range: "", kind: "bundledDependencies", optional: false }) as const);
  return visitDeclared(lookup, { installed, bundled: NOTHING_BUNDLED, declared: [...own, ...bundled] });
}

/** The same for a target, whose dependencies are not only those that its package.json declares. */
export function visitTarget(lookup: Lookup, installed: Installed, declared: readonly TargetEdge[]): Visit {
  return visitDeclared(lookup, { installed, bundled: NOTHING_BUNDLED, declared });
}

interface Declaring extends Pick<Visit, "installed" | "bundled"> {
  readonly declared: readonly TargetEdge[];
}

function visitDeclared(lookup: Lookup, { installed, bundled, declared }: Declaring): Visit {
  const own = declared.map((edge) => ({ ...edge, from: edge.from ?? installed }));
  const wanted = [...own, ...bundled.declared].map((edge) => asWanted(edge, installed));
  const followed = wanted.filter((edge) => !isOptionalPeer(edge));
  return {
    installed,
    bundled,
    edges: onePerName(resolveEdges(lookup, followed, bundled)),
    optionalPeers: wanted.filter(isOptionalPeer),
  };
}

/**
 * Under a name that no registry has, only what somebody has put there can be found, so that it may be missing: as a peer, and
 * in packages that nobody here can correct.
 */
function asWanted(edge: WantedEdge, { importer }: Installed): WantedEdge {
  if (isRegistryName(edge.name) || (importer && edge.kind !== "peerDependencies")) return edge;
  return { ...edge, optional: true };
}

/** Looks edges up. One that leads to a package inside of the folder is no edge: nothing has to be placed for it. */
export function resolveEdges(lookup: Lookup, wanted: readonly WantedEdge[], bundled: Bundled): readonly ResolvedEdge[] {
  const resolved = wanted.map((edge) => {
    assertDependencyName(edge.name, edge.from.dir);
    const result = lookup.find(edge.from, edge.name);
    if (result.found !== undefined || edge.kind !== "optionalDependencies") return { ...edge, result };
    return { ...edge, result: { ...result, found: findElsewhere(lookup, edge) } };
  });
  return resolved.filter(
    ({ from, name, result: { found } }) =>
      found === undefined || !bundled.dirs.has(found.dir) || !isFoundInPlace(found, from.dir, name),
  );
}

/** A second install may be older than this one: what the range does not allow is not taken. */
function findElsewhere(lookup: Lookup, { from, name, range }: WantedEdge): Installed | undefined {
  const found = lookup.findElsewhere(from, name);
  if (found === undefined) return undefined;
  const { version = "" } = manifestOrThrow(found.manifest);
  return semver.validRange(range) === null || semver.satisfies(version, range) ? found : undefined;
}

/** A package and one that is bundled in it find the same under one name; a required edge says more than an optional one. */
export function onePerName<T extends DeclaredEdge>(edges: readonly T[]): readonly T[] {
  const byName = new Map<string, T>();
  for (const edge of edges) {
    const known = byName.get(edge.name);
    if (known === undefined || (known.optional && !edge.optional)) byName.set(edge.name, edge);
  }
  return [...byName.values()];
}

function declaredBy(lookup: Lookup, installed: Installed): readonly DeclaredEdge[] {
  const manifest = manifestOrThrow(installed.manifest);
  if (installed.importer) return declaredEdgesOfImporter(manifest);
  return amendEdges(declaredEdges(manifest), lookup.resolved(installed), manifest.name);
}
