import {
  byCodeUnit,
  type BundleEntry,
  type BundlePackage,
  type BundlePath,
  type InstanceEdge,
  type InstanceId,
  type OpenedBundle,
} from "@lambda-pack/model";

/** Path → text, or where a link leads. */
export type BundleFiles = Readonly<Record<string, string | { readonly link: string }>>;

export interface BundleOfOptions {
  readonly root?: string;
  readonly origin?: "workspace" | "zip";
  /** Id of a package → the name of another one that it needs, whatever its package.json says. */
  readonly edges?: Readonly<Record<string, string>>;
  /** Directories of packages of the workspace, beside the target. */
  readonly importers?: readonly string[];
}

interface Fields {
  readonly name?: string;
  readonly version?: string;
}

/** A bundle of literal files: each package.json at the root or right below a `node_modules` makes a package. */
export function bundleOf(
  files: BundleFiles,
  { root = "", origin = "workspace", importers = [], edges = {} }: BundleOfOptions = {},
): OpenedBundle {
  const paths = Object.keys(files).toSorted(byCodeUnit);
  const dirs = new Set(paths.flatMap(packageDirs)).add(root);
  const packages = new Map<InstanceId, BundlePackage>();
  const places = new Map<BundlePath, InstanceId>();
  for (const dir of [...dirs].toSorted(byCodeUnit)) {
    const added = packageIn(files, { dir, known: packages, importer: dir === root || importers.includes(dir) });
    packages.set(added.id, { ...added, edges: edgesTo(edges[added.id]) });
    places.set(dir as BundlePath, added.id);
  }
  const entries = paths.map((path): BundleEntry => {
    const place = placeOf(path, dirs, root);
    const content = files[path] ?? "";
    if (typeof content !== "string") return { kind: "link", path, target: content.link, place };
    return { kind: "file", path, mode: 0o644, size: content.length, place };
  });
  const target = places.get(root as BundlePath);
  if (target === undefined) throw new Error("There is no target.");
  return {
    bundle: { origin, label: "bundle", root: root as BundlePath, target, packages, places, entries, bytes: 0 },
    read: async ({ path }) => encode(files[path]),
    close: async () => {},
  };
}

function encode(content: BundleFiles[string] | undefined): Uint8Array {
  if (typeof content !== "string") throw new Error("Only files can be read.");
  return new TextEncoder().encode(content);
}

/** `node_modules/a/lib/x.js` → `node_modules/a`; every level of it. */
function packageDirs(path: string): readonly string[] {
  return [...path.matchAll(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^@/][^/]*(?=\/)/gu)].map((match) =>
    path.slice(0, match.index + match[0].length),
  );
}

function placeOf(path: string, dirs: ReadonlySet<string>, root: string): BundlePath {
  for (let at = path; at.includes("/");) {
    at = at.slice(0, at.lastIndexOf("/"));
    if (dirs.has(at)) return at as BundlePath;
  }
  return root as BundlePath;
}

function edgesTo(name: string | undefined): readonly InstanceEdge[] {
  if (name === undefined) return [];
  return [
    { name, kind: "dependencies", optional: false, range: "*", declaredIn: "", to: `${name}@1.0.0` as InstanceId },
  ];
}

/** The package in a directory; another copy of one that is known where their package.json files are equal. */
function packageIn(
  files: BundleFiles,
  {
    dir,
    known,
    importer,
  }: { readonly dir: string; readonly known: ReadonlyMap<InstanceId, BundlePackage>; readonly importer: boolean },
): BundlePackage {
  const manifestOf = (at: string): BundleFiles[string] | undefined =>
    files[at === "" ? "package.json" : `${at}/package.json`];
  const { name = dir.split("node_modules/").at(-1) ?? dir, version = "1.0.0" } = fieldsOf(manifestOf(dir));
  for (let copy = 1; ; copy += 1) {
    const id = `${name}@${version}${copy === 1 ? "" : `#${copy}`}` as InstanceId;
    const same = known.get(id);
    const paths = [...(same?.paths ?? []), dir as BundlePath];
    if (same !== undefined && manifestOf(same.paths[0] ?? "") !== manifestOf(dir)) continue;
    return { id, name, version, importer, paths, files: 0, bytes: 0, edges: [], installedIn: [] };
  }
}

function fieldsOf(text: BundleFiles[string] | undefined): Fields {
  try {
    return typeof text === "string" ? JSON.parse(text) : {};
  } catch {
    return {};
  }
}
