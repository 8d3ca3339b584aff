import { isCompanionName, pathBelow } from "@lambda-pack/model";
import type { BundlePackage, OpenedBundle } from "@lambda-pack/model";
import type { PackageJson, PackageJsons } from "@lambda-pack/scan";
import { labelOf } from "../../owner-of.ts";

/** The package that a file belongs to, and where this copy of it lies. */
export interface Owner {
  readonly bundlePackage: BundlePackage;
  /** As findings name it. */
  readonly label: string;
  readonly place: string;
  /** The target, or another package of the workspace. */
  readonly isOwn: boolean;
  /** Absent where the copy has none, or one that cannot be read: then nothing is known of what it declares. */
  readonly json: PackageJson | undefined;
}

/** Whose a file is, by its real path; undefined for what is no file of the bundle. */
export function openOwners({ bundle }: OpenedBundle, packageJsons: PackageJsons): (path: string) => Owner | undefined {
  const placeOf = new Map(bundle.entries.map(({ path, place }) => [path, place]));
  const owners = new Map<string, Owner>();
  return (path) => {
    const place = placeOf.get(path);
    if (place === undefined) return undefined;
    const known = owners.get(place);
    if (known !== undefined) return known;
    const id = bundle.places.get(place);
    const bundlePackage = id === undefined ? undefined : bundle.packages.get(id);
    if (bundlePackage === undefined) return undefined;
    const label = labelOf(bundle, bundlePackage.id);
    const owner = { bundlePackage, label, place, isOwn: bundlePackage.importer, json: packageJsons.get(place) };
    owners.set(place, owner);
    return owner;
  };
}

/** The package.json that decides what the files of a copy may ask for. */
export function manifestOf({ place }: Owner): string {
  return pathBelow(place, "package.json");
}

export type Declaration = "needed" | "optional" | "development" | undefined;

/** How a package declares a name; what the bundle says that it finds there counts, since package managers may add to package.json. */
export function declarationOf({ bundlePackage, json }: Owner, name: string): Declaration {
  if (json?.optional.has(name) === true) return "optional";
  if (json?.needed.has(name) === true) return "needed";
  const edge = bundlePackage.edges.find((each) => each.name === name);
  if (edge !== undefined) return edge.optional ? "optional" : "needed";
  // Generated beside the package that requires it: no package.json declares that.
  if (isCompanionName(name)) return "needed";
  return json?.development.has(name) === true ? "development" : undefined;
}
