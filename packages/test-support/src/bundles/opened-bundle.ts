import { byCodeUnit, foldersAbove, parentOf, pathBelow, splitId } from "@lambda-pack/model";
import type {
  BundleEntry,
  BundlePackage,
  BundlePath,
  InstanceEdge,
  InstanceId,
  OpenedBundle,
  ZipFile,
  ZippedFacts,
} from "@lambda-pack/model";
import { bytesOf, isFacts, isManifest, linkOf, zippedFacts } from "./bundle-content.ts";
import type { BundleFiles, Content } from "./bundle-content.ts";

export type { BundleFiles, Content, EntryFacts } from "./bundle-content.ts";

export interface OpenedBundleOptions {
  readonly origin?: "workspace" | "zip";
  readonly label?: string;
  /** Directory of the target. */
  readonly root?: string;
  /** Directory → id; what is found in the files, without it. Of two packages that differ the one is `ms@2.1.3#2`. */
  readonly packages?: Readonly<Record<string, string>>;
  /** Directories of packages of the workspace, beside the target. */
  readonly importers?: readonly string[];
  /** Id of a package → the name of another one that it needs, whatever its package.json says. */
  readonly edges?: Readonly<Record<string, string>>;
  /** What a zip says of all of its entries, and of the archive. */
  readonly zipped?: Partial<ZippedFacts>;
  readonly archive?: Partial<ZipFile>;
}

export interface TestBundle extends OpenedBundle {
  /** The paths that were read, in their order. */
  readonly reads: readonly string[];
}

/**
 * A bundle of literal files, as if it was planned from a workspace, or read from a zip. A package lies at the root, right below each
 * `node_modules`, and where what a package.json says is given; its dependencies are looked up in the `node_modules` below it and above.
 */
export function openedBundle(files: BundleFiles, options: OpenedBundleOptions = {}): TestBundle {
  const { origin = "zip", root = "", label = origin === "zip" ? "telescope.zip" : "telescope" } = options;
  const places = placesOf(files, { ...options, root });
  const entries = Object.entries(files)
    .map(([path, content], index) =>
      entryOf({ path, content, index }, { places, root, origin, zipped: options.zipped }),
    )
    .toSorted((a, b) => byCodeUnit(a.path, b.path));
  const target = places.get(root as BundlePath);
  if (target === undefined) throw new Error("A bundle has a package at its root");
  const reads: string[] = [];
  return {
    bundle: {
      origin,
      label,
      root: root as BundlePath,
      target,
      packages: packagesOf(files, { places, entries, options: { ...options, root } }),
      places,
      entries,
      bytes: sizeOf(entries),
    },
    ...(origin === "zip" ? { archive: { ...archiveFacts, ...options.archive } } : {}),
    read: async ({ path }) => {
      reads.push(path);
      const content = files[path];
      if (content === undefined || linkOf(content) !== undefined) throw new Error(`${path} is no file`);
      return bytesOf(content);
    },
    close: async () => undefined,
    reads,
  };
}

const archiveFacts: ZipFile = { file: "/telescope.zip", size: 10, sha256: "", comment: "", directories: [] };

/** Where each package lies: as told, or in each directory that makes one. A copy of a package has the same package.json. */
function placesOf(
  files: BundleFiles,
  { packages, root }: OpenedBundleOptions & { readonly root: string },
): ReadonlyMap<BundlePath, InstanceId> {
  const dirs = packages === undefined ? packageDirs(files, root) : Object.keys(packages);
  const manifests = new Map<string, string>();
  const ids = dirs
    .toSorted(byCodeUnit)
    .map((dir) => [dir as BundlePath, (packages?.[dir] ?? idIn(dir)) as InstanceId] as const);
  return new Map(ids);

  function idIn(dir: string): string {
    const manifest = bytesOf(files[pathBelow(dir, "package.json")] ?? "").toString();
    const { name = nameOf(dir), version = manifest === "" ? "" : "1.0.0" } = fieldsOf(manifest);
    for (let copy = 1; ; copy += 1) {
      const id = `${String(name)}@${String(version)}${copy === 1 ? "" : `#${copy}`}`;
      if ((manifests.get(id) ?? manifest) !== manifest) continue;
      manifests.set(id, manifest);
      return id;
    }
  }
}

/** What a package without a name is called: after its directory, if it has one. */
function nameOf(dir: string): string {
  return dir === "" ? "bundle" : (dir.split("node_modules/").at(-1) ?? dir);
}

function packageDirs(files: BundleFiles, root: string): readonly string[] {
  const paths = Object.keys(files);
  const told = paths.filter((path) => isManifest(files[path])).map(parentOf);
  return [...new Set([root, ...told, ...paths.flatMap(dirsBelowModules)])];
}

/** `node_modules/a/lib/x.js` → `node_modules/a`; every level of it. */
function dirsBelowModules(path: string): readonly string[] {
  return [...path.matchAll(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^@/][^/]*(?=\/)/gu)].map((match) =>
    path.slice(0, match.index + match[0].length),
  );
}

interface Item {
  readonly path: string;
  readonly content: Content;
  readonly index: number;
}

function entryOf(
  { path, content, index }: Item,
  {
    places,
    root,
    origin,
    zipped,
  }: {
    readonly places: ReadonlyMap<BundlePath, InstanceId>;
    readonly root: string;
    readonly origin: string;
    readonly zipped: Partial<ZippedFacts> | undefined;
  },
): BundleEntry {
  const bytes = bytesOf(content);
  const { mode = 0o644, zipped: own = {} } = isFacts(content) ? content : {};
  const facts =
    origin === "zip" ? { zipped: { ...zippedFacts(linkOf(content) ?? bytes, index), ...zipped, ...own } } : {};
  const place = placeOf(path, places) ?? (root as BundlePath);
  const target = linkOf(content);
  if (target !== undefined) return { kind: "link", path, target, place, ...facts };
  return { kind: "file", path, mode, size: bytes.length, place, ...facts };
}

function packagesOf(
  files: BundleFiles,
  {
    places,
    entries,
    options,
  }: {
    readonly places: ReadonlyMap<BundlePath, InstanceId>;
    readonly entries: readonly BundleEntry[];
    readonly options: OpenedBundleOptions & { readonly root: string };
  },
): ReadonlyMap<InstanceId, BundlePackage> {
  const packages = new Map<InstanceId, BundlePackage>();
  const copies = new Map<BundlePath, BundleEntry[]>([...places.keys()].map((place) => [place, []]));
  for (const entry of entries) copies.get(entry.place)?.push(entry);
  for (const [place, id] of places) {
    const known = packages.get(id);
    const copy = copies.get(place) ?? [];
    const { name, reference = "" } = splitId(id);
    packages.set(id, {
      id,
      name,
      version: reference.replace(/#\d+$/u, ""),
      importer: known?.importer === true || place === options.root || options.importers?.includes(place) === true,
      paths: [...(known?.paths ?? []), place],
      files: copy.filter(({ kind }) => kind === "file").length,
      bytes: sizeOf(copy),
      edges: edgesOf(fieldsOf(bytesOf(files[pathBelow(place, "package.json")] ?? "").toString()), options.edges?.[id], {
        place,
        places,
      }),
      installedIn: [],
    });
  }
  return packages;
}

function edgesOf(
  fields: Readonly<Record<string, unknown>>,
  other: string | undefined,
  { place, places }: { readonly place: BundlePath; readonly places: ReadonlyMap<BundlePath, InstanceId> },
): readonly InstanceEdge[] {
  const extra = other === undefined ? [] : ([["dependencies", { [other]: "*" }]] as const);
  const kinds = ["dependencies", "optionalDependencies", "peerDependencies"] as const;
  const declared = kinds.map((kind) => [kind, fields[kind]] as const);
  return [...declared, ...extra].flatMap(([kind, ranges]) =>
    Object.entries((ranges ?? {}) as Readonly<Record<string, string>>).flatMap(([name, range]) => {
      const to = [place, ...foldersAbove(place)]
        .map((folder) => places.get(pathBelow(folder, `node_modules/${name}`)))
        .find((id) => id !== undefined);
      const optional = kind === "optionalDependencies";
      return to === undefined ? [] : [{ name, kind, optional, range, declaredIn: "package.json", to }];
    }),
  );
}

function fieldsOf(manifest: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(manifest);
  } catch {
    return {};
  }
}

/** The nearest directory above in which a package lies. */
function placeOf(path: string, places: ReadonlyMap<string, unknown>): BundlePath | undefined {
  for (const folder of foldersAbove(path)) if (places.has(folder)) return folder as BundlePath;
  return undefined;
}

function sizeOf(entries: readonly BundleEntry[]): number {
  return entries.reduce((sum, entry) => sum + (entry.kind === "file" ? entry.size : 0), 0);
}
