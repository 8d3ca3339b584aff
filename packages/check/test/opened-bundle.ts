import { byCodeUnit } from "@lambda-pack/model";
import type {
  BundleEntry,
  BundlePackage,
  BundlePath,
  InstanceEdge,
  InstanceId,
  OpenedBundle,
  ZippedFacts,
} from "@lambda-pack/model";

/** Content, a package.json's fields, or an entry that is out of the ordinary. */
export type Content = string | Buffer | Fields | { readonly entry: EntryFacts };

type Fields = Readonly<Record<string, unknown>> & { readonly name: string };

export interface EntryFacts {
  readonly content?: string | Buffer;
  readonly mode?: number;
  /** Makes it a link. */
  readonly link?: string;
  readonly zipped?: Partial<ZippedFacts>;
}

export interface OpenedBundleOptions {
  readonly origin?: "workspace" | "zip";
  /** Directory of the target. */
  readonly root?: string;
  /** Directories of packages of the workspace, beside the target. */
  readonly importers?: readonly string[];
  readonly directories?: readonly string[];
}

const zippedFacts: ZippedFacts = {
  index: 0,
  bytes: 1,
  crc32: 0,
  method: 8,
  flags: 0,
  modified: "1980-01-01T00:00:00",
  madeBy: 3,
  extraFields: [],
};

/**
 * A bundle of literal files. Each package.json makes a package, whose dependencies are looked up in `node_modules` at the root. Reading
 * counts: `reads` are the paths in their order.
 */
export function openedBundle(
  files: Readonly<Record<string, Content>>,
  { origin = "zip", root = "", importers = [], directories = [] }: OpenedBundleOptions = {},
): OpenedBundle & { readonly reads: readonly string[] } {
  const manifests = new Map(
    Object.entries(files).flatMap(([path, content]) => (isFields(content) ? [[parentOf(path), content] as const] : [])),
  );
  const target = idOf(manifests.get(root) ?? { name: "bundle", version: "" });
  const places = new Map<BundlePath, InstanceId>([[root as BundlePath, target]]);
  for (const [place, fields] of manifests) places.set(place as BundlePath, idOf(fields));
  const contents = new Map(Object.entries(files).map(([path, content]) => [path, bytesOf(content)]));
  const entries = Object.entries(files)
    .map(([path, content]) => entryOf(path, content, { origin, place: placeOf(path, { manifests, root }) }))
    .toSorted((a, b) => byCodeUnit(a.path, b.path));
  const reads: string[] = [];
  return {
    bundle: {
      origin,
      label: "telescope.zip",
      root: root as BundlePath,
      target,
      packages: packagesOf(places, { manifests, entries, importers: new Set([root, ...importers]) }),
      places,
      entries,
      bytes: sizeOf(entries),
    },
    ...(origin === "zip"
      ? { archive: { file: "/telescope.zip", size: 10, sha256: "", comment: "", directories } }
      : {}),
    read: async ({ path }) => {
      reads.push(path);
      return contents.get(path) ?? Buffer.alloc(0);
    },
    close: async () => undefined,
    reads,
  };
}

function isFields(content: Content): content is Fields {
  return typeof content === "object" && "name" in content;
}

function bytesOf(content: Content): Buffer {
  if (typeof content === "string") return Buffer.from(content);
  if (Buffer.isBuffer(content)) return content;
  if (isFields(content)) return Buffer.from(JSON.stringify(content));
  return Buffer.from(content.entry.content ?? "");
}

function entryOf(
  path: string,
  content: Content,
  { origin, place }: { readonly origin: string; readonly place: BundlePath },
): BundleEntry {
  const facts: EntryFacts = typeof content === "object" && "entry" in content ? (content.entry as EntryFacts) : {};
  const zipped = origin === "zip" ? { zipped: { ...zippedFacts, ...facts.zipped } } : {};
  if (facts.link !== undefined) return { kind: "link", path, target: facts.link, place, ...zipped };
  return { kind: "file", path, mode: facts.mode ?? 0o644, size: bytesOf(content).length, place, ...zipped };
}

interface Parts {
  readonly manifests: ReadonlyMap<string, Fields>;
  readonly entries: readonly BundleEntry[];
  readonly importers: ReadonlySet<string>;
}

function packagesOf(places: ReadonlyMap<BundlePath, InstanceId>, { manifests, entries, importers }: Parts) {
  const packages = new Map<InstanceId, BundlePackage>();
  for (const [place, id] of places) {
    const fields = manifests.get(place);
    const own = entries.filter((entry) => entry.place === place);
    packages.set(id, {
      id,
      name: fields?.name ?? "bundle",
      version: versionOf(fields),
      importer: importers.has(place),
      paths: [...(packages.get(id)?.paths ?? []), place],
      files: own.length,
      bytes: sizeOf(own),
      edges: fields === undefined ? [] : edgesOf(fields, places),
      installedIn: [],
    });
  }
  return packages;
}

function edgesOf(fields: Fields, places: ReadonlyMap<BundlePath, InstanceId>): readonly InstanceEdge[] {
  return (["dependencies", "optionalDependencies"] as const).flatMap((kind) =>
    Object.entries((fields[kind] ?? {}) as Readonly<Record<string, string>>).flatMap(([name, range]) => {
      const to = places.get(`node_modules/${name}` as BundlePath);
      const optional = kind === "optionalDependencies";
      return to === undefined ? [] : [{ name, kind, optional, range, declaredIn: "package.json", to }];
    }),
  );
}

function idOf(fields: Fields): InstanceId {
  return `${fields.name}@${versionOf(fields)}` as InstanceId;
}

function versionOf(fields: Fields | undefined): string {
  return typeof fields?.["version"] === "string" ? fields["version"] : "";
}

function placeOf(
  path: string,
  { manifests, root }: { readonly manifests: ReadonlyMap<string, unknown>; readonly root: string },
): BundlePath {
  for (let at = parentOf(path); at !== ""; at = parentOf(at)) if (manifests.has(at)) return at as BundlePath;
  return root as BundlePath;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

function sizeOf(entries: readonly BundleEntry[]): number {
  return entries.reduce((sum, entry) => sum + (entry.kind === "file" ? entry.size : 0), 0);
}
