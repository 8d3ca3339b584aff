import { byCodeUnit, defined } from "@lambda-pack/model";
import type { Bundle, BundlePackage, BundlePath, DependencyKind, InstanceId, ZipFile } from "@lambda-pack/model";
import { bundleFacts, shownPlace } from "../bundle-facts.ts";
import { packageLinks } from "../package-links.ts";
import type { BundleFacts } from "../bundle-facts.ts";
import { retainedSizes } from "./retained-sizes.ts";
import { listEntries } from "./list-entries.ts";
import type { ListedEntry } from "./list-entries.ts";
import { packageSizes } from "./package-sizes.ts";
import type { PackageSize } from "./package-sizes.ts";
import { shortestPaths } from "./shortest-paths.ts";

/** What is in a bundle. Plain JSON: `list --json` prints it behind a `schemaVersion`. */
export interface PackageList {
  readonly bundle: BundleFacts;
  /** Every package, the target included, in the order that was asked for. */
  readonly packages: readonly ListedPackage[];
  readonly sizes: ListSizes;
}

export interface ListedPackage {
  /** `name@version`, with `#2` behind it where two that differ share name and version. Unique in one bundle. */
  readonly id: InstanceId;
  readonly name: string;
  /** Empty where nothing says it. */
  readonly version: string;
  /** A package of the workspace; of a zip, only what is certain: the target. */
  readonly importer: boolean;
  /** Directories of the bundle that hold a copy, ordered; `.` is the bundle's root. */
  readonly paths: readonly string[];
  /** Paths of links to one of these, ordered: where it is found without lying there. */
  readonly links: readonly string[];
  /** Files of one copy. */
  readonly files: number;
  /** Bytes of one copy, unzipped. */
  readonly bytes: number;
  /** Bytes of all copies, unzipped. */
  readonly totalBytes: number;
  /** Bytes of all copies in the zip; only of a zip. */
  readonly zippedBytes?: number;
  /** Its retained size in bytes, unzipped: all its copies and all packages that are in the bundle only because of it. */
  readonly retainedBytes: number;
  /** The same in the zip; only of a zip. */
  readonly retainedZippedBytes?: number;
  /**
   * The shortest dependency path to it: ids from the target to the package itself. Empty of an extraneous package, which nothing
   * that the target requires depends on, as there may be in zips of other tools.
   */
  readonly requiredBy: readonly InstanceId[];
  /** Ids of the packages that declare it and resolve it, ordered; as an optional peer too, for which nothing is installed. */
  readonly dependents: readonly InstanceId[];
  /** What it declares and resolves in the bundle, ordered by name. */
  readonly dependencies: readonly ListedDependency[];
  /** What is in one copy; only where it was asked for. */
  readonly entries?: readonly ListedEntry[];
}

export interface ListedDependency {
  /** The name it is required by, which may be an alias. */
  readonly name: string;
  readonly range: string;
  readonly kind: DependencyKind;
  /** True for `optionalDependencies` and for optional peers. */
  readonly optional: boolean;
  readonly to: InstanceId;
}

export interface ListSizes {
  readonly packages: number;
  /** Copies of packages: more than there are packages where some lie in several places. */
  readonly copies: number;
  /** Files of all copies. */
  readonly files: number;
  readonly links: number;
  /** Bytes of all files, unzipped. */
  readonly bytes: number;
  /** Bytes of their data in the zip; only of a zip. */
  readonly zippedBytes?: number;
  /** Bytes of the zip itself; only of a zip. */
  readonly archiveBytes?: number;
}

export interface ListOptions {
  /** Largest first, by id, or those with the most files first; ties by id. */
  readonly sort?: ListOrder;
  /** Lists the files of each package too. */
  readonly entries?: boolean;
  /** The zip that the bundle was read from. */
  readonly archive?: Pick<ZipFile, "size"> | undefined;
}

export type ListOrder = "size" | "name" | "files";

/** Every package of a bundle with its sizes and its dependents. */
export function listPackages(bundle: Bundle, options: ListOptions = {}): PackageList {
  const facts = factsOf(bundle);
  const entriesOf = options.entries === true ? listEntries(bundle) : undefined;
  const listed = [...bundle.packages.values()].map((one): ListedPackage => {
    const entries = entriesOf?.get(one.paths[0] ?? ("" as BundlePath));
    return { ...listedPackage(one, facts), ...(entriesOf === undefined ? {} : { entries: entries ?? [] }) };
  });
  const packages = listed.toSorted(listOrders[options.sort ?? "size"]);
  return { bundle: bundleFacts(bundle), packages, sizes: sizesOf(bundle, packages, options) };
}

/** Orders of a list by what it is ordered by; whatever is equal in that is ordered by id. */
export const listOrders: Readonly<Record<ListOrder, (a: ListedPackage, b: ListedPackage) => number>> = {
  size: (a, b) => b.totalBytes - a.totalBytes || byCodeUnit(a.id, b.id),
  name: (a, b) => byCodeUnit(a.id, b.id),
  files: (a, b) => b.files * b.paths.length - a.files * a.paths.length || byCodeUnit(a.id, b.id),
};

interface Facts {
  readonly sizes: ReadonlyMap<InstanceId, PackageSize>;
  readonly retained: ReadonlyMap<InstanceId, PackageSize>;
  readonly paths: ReadonlyMap<InstanceId, readonly InstanceId[]>;
  readonly dependents: ReadonlyMap<InstanceId, readonly InstanceId[]>;
  readonly links: ReadonlyMap<InstanceId, readonly BundlePath[]>;
}

function factsOf(bundle: Bundle): Facts {
  const dependents = new Map<InstanceId, InstanceId[]>();
  for (const { id, edges } of bundle.packages.values()) {
    for (const to of new Set(edges.map((edge) => edge.to))) {
      const known = dependents.get(to);
      if (known === undefined) dependents.set(to, [id]);
      else known.push(id);
    }
  }
  return {
    sizes: packageSizes(bundle),
    retained: retainedSizes(bundle),
    paths: shortestPaths(bundle),
    dependents,
    links: packageLinks(bundle),
  };
}

function listedPackage(
  { id, name, version, importer, paths, files, bytes, edges }: BundlePackage,
  { sizes, retained, paths: shortest, dependents, links }: Facts,
): ListedPackage {
  const { bytes: totalBytes = 0, zippedBytes } = sizes.get(id) ?? {};
  const { bytes: retainedBytes = 0, zippedBytes: retainedZippedBytes } = retained.get(id) ?? {};
  return {
    id,
    name,
    version,
    importer,
    paths: paths.map(shownPlace),
    links: links.get(id) ?? [],
    files,
    bytes,
    totalBytes,
    ...defined({ zippedBytes }),
    retainedBytes,
    ...defined({ retainedZippedBytes }),
    requiredBy: shortest.get(id) ?? [],
    dependents: dependents.get(id) ?? [],
    dependencies: edges.map(({ name: as, range, kind, optional, to }) => ({ name: as, range, kind, optional, to })),
  };
}

function sizesOf({ entries, bytes }: Bundle, packages: readonly ListedPackage[], { archive }: ListOptions): ListSizes {
  const files = entries.filter(({ kind }) => kind === "file").length;
  const zipped = packages.flatMap(({ zippedBytes }) => zippedBytes ?? []);
  return {
    packages: packages.length,
    copies: packages.reduce((sum, { paths }) => sum + paths.length, 0),
    files,
    links: entries.length - files,
    bytes,
    ...(zipped.length === 0 ? {} : { zippedBytes: zipped.reduce((sum, each) => sum + each, 0) }),
    ...defined({ archiveBytes: archive?.size }),
  };
}
