import { filesByPath, isJsonObject, isPackError, parseJsonObject, pathBelow } from "@lambda-pack/model";
import type { BundleFile, BundlePackage, JsonObject, OpenedBundle } from "@lambda-pack/model";

/** Where a package.json declares a dependency. */
export interface Declaration {
  readonly by: BundlePackage;
  /** The package.json: in the workspace, or in the bundle where that was read from a zip. */
  readonly file: string;
  readonly field: (typeof fields)[number];
  /** A peer that need not be there. */
  readonly optionalPeer: boolean;
}

const fields = ["dependencies", "optionalDependencies", "peerDependencies", "devDependencies"] as const;

/**
 * Which package of the bundle declares a name, whether it is there or not: the target before packages of the workspace, and these
 * before all others, of which development dependencies are of no interest. Reads the package.json files of the bundle.
 */
export async function findDeclaration(opened: OpenedBundle, name: string): Promise<Declaration | undefined> {
  const { target, packages, entries } = opened.bundle;
  const files = filesByPath(entries);
  const rank = ({ id, importer }: BundlePackage) => (id === target ? 0 : importer ? 1 : 2);
  for (const by of [...packages.values()].toSorted((a, b) => rank(a) - rank(b))) {
    const [path = ""] = by.paths;
    const file = files.get(pathBelow(path, "package.json"));
    const manifest = file === undefined ? undefined : await readManifest(opened, file);
    const declared = manifest === undefined ? undefined : fieldOf(manifest, name, rank(by) < 2);
    if (file === undefined || declared === undefined) continue;
    return { by, file: shownFile(by, file), ...declared };
  }
  return undefined;
}

/** What cannot be read declares nothing: other commands report that. */
async function readManifest(opened: OpenedBundle, file: BundleFile): Promise<JsonObject | undefined> {
  try {
    return parseJsonObject(new TextDecoder().decode(await opened.read(file)), file.path);
  } catch (error) {
    if (isPackError(error)) return undefined;
    throw error;
  }
}

function fieldOf(
  manifest: JsonObject,
  name: string,
  isOurs: boolean,
): Pick<Declaration, "field" | "optionalPeer"> | undefined {
  const field = fields.filter((each) => isOurs || each !== "devDependencies").find((each) => has(manifest[each], name));
  if (field !== undefined)
    return { field, optionalPeer: field === "peerDependencies" && isOptionalPeer(manifest, name) };
  return isOptionalPeer(manifest, name) ? { field: "peerDependencies", optionalPeer: true } : undefined;
}

function isOptionalPeer({ peerDependenciesMeta: meta }: JsonObject, name: string): boolean {
  const about = isJsonObject(meta) && Object.hasOwn(meta, name) ? meta[name] : undefined;
  return isJsonObject(about) && about["optional"] === true;
}

function has(map: unknown, name: string): boolean {
  return isJsonObject(map) && Object.hasOwn(map, name);
}

function shownFile({ installedIn: [directory] }: BundlePackage, { path }: BundleFile): string {
  if (directory === undefined) return path;
  return directory === "." ? "package.json" : `${directory}/package.json`;
}
