import { byCodeUnit, foldersAbove, pathBelow, splitId } from "@lambda-pack/model";
import type { Bundle, BundleEntry, BundlePath, InstanceId } from "@lambda-pack/model";
import { shownPlace } from "../bundle-facts.ts";

/** Whether a range allows a version; undefined where that cannot be judged, as of tags and paths. */
export type VersionCheck = (range: string, version: string) => boolean | undefined;

/** What a query names in a bundle. */
export interface MatchedPackages {
  /** Ordered; empty where nothing matches. */
  readonly ids: readonly InstanceId[];
  /** Only where the query is a path. */
  readonly at?: FoundPath;
}

export interface FoundPath {
  readonly path: string;
  /** A `package` is the directory of a copy or a link to one; a `directory` lies in a copy. */
  readonly kind: "package" | "file" | "link" | "directory";
  /** Bytes, unzipped: of a file, or of all files in a directory that belong to the same copy. */
  readonly bytes: number;
  /** The same in the zip; only of a zip. */
  readonly zippedBytes?: number;
}

/**
 * The packages that match a name (all versions; an alias too), `name@version`, `name@range` or an id, or a path of the bundle: a
 * package's directory, or a file or directory in it. The name of a package is no path.
 */
export function matchPackages(bundle: Bundle, query: string, allows: VersionCheck): MatchedPackages {
  const named = matchName(bundle, query, allows);
  if (named.length > 0) return { ids: named };
  const path = query.replace(/^(?:\.\/+)+/u, "").replace(/\/+$/u, "");
  const candidates = path === "." || path === "" ? [bundle.root] : [path, pathBelow(bundle.root, path)];
  const found = query === "" ? [] : candidates.flatMap((each) => matchPath(bundle, each) ?? []);
  return found[0] ?? { ids: [] };
}

function matchName({ packages, target }: Bundle, query: string, allows: VersionCheck): readonly InstanceId[] {
  const exact = [...packages.keys()].filter((id) => id === query);
  if (exact.length > 0) return exact;
  const { name, reference: range = "" } = splitId(query);
  const ids = new Set([...packages.values()].flatMap((one) => (one.name === name ? one.id : [])));
  for (const { edges } of packages.values()) for (const edge of edges) if (edge.name === name) ids.add(edge.to);
  const fits = (id: InstanceId) => {
    const version = packages.get(id)?.version ?? "";
    return range === "" || range === version || allows(range, version) === true;
  };
  // A zip may have no package at its root: no name matches its nameless stand-in.
  return [...ids].filter((id) => fits(id) && (name !== "" || id !== target)).toSorted(byCodeUnit);
}

function matchPath(bundle: Bundle, path: string): MatchedPackages | undefined {
  const { places, entries, root } = bundle;
  const entry = entries.find((each) => each.path === path);
  const own = places.get(path as BundlePath);
  if (own !== undefined) {
    const inside = entries.filter(({ place }) => place === path);
    return { ids: [own], at: { path: shownPlace(path), kind: "package", ...sizeOf(inside) } };
  }
  const inside = entry === undefined ? entries.filter((each) => each.path.startsWith(`${path}/`)) : [entry];
  const [first] = inside;
  if (first === undefined) return undefined;
  const place = entry === undefined ? ownerOf(bundle, path) : entry.place;
  const id = places.get(place) ?? places.get(root);
  if (id === undefined) return undefined;
  const kind = entry?.kind ?? "directory";
  return { ids: [id], at: { path, kind, ...sizeOf(inside.filter((each) => each.place === place)) } };
}

/** The nearest place above a directory. */
function ownerOf({ places, root }: Bundle, path: string): BundlePath {
  for (const at of foldersAbove(path)) if (at !== "" && places.has(at as BundlePath)) return at as BundlePath;
  return root;
}

function sizeOf(entries: readonly BundleEntry[]): Pick<FoundPath, "bytes" | "zippedBytes"> {
  const bytes = entries.reduce((sum, entry) => sum + (entry.kind === "file" ? entry.size : 0), 0);
  const zipped = entries.flatMap((entry) => entry.zipped?.bytes ?? []);
  return { bytes, ...(zipped.length === 0 ? {} : { zippedBytes: zipped.reduce((sum, each) => sum + each, 0) }) };
}
