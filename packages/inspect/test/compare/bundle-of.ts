import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { byCodeUnit } from "@lambda-pack/model";
import type {
  BundleEntry,
  BundlePackage,
  BundlePath,
  InstanceId,
  OpenedBundle,
  ZipFile,
  ZippedFacts,
} from "@lambda-pack/model";

/** A file's content, its content and permissions, or a link. */
export type Node = string | { readonly content: string; readonly mode: number } | { readonly link: string };

export interface BundleSketch {
  /** Directory to package: `{ "": "database@1.0.0", "node_modules/ms": "ms@2.1.3" }`; of two that differ the one is `ms@2.1.3#2`. */
  readonly packages: Readonly<Record<string, string>>;
  /** In the order of the archive. */
  readonly files: Readonly<Record<string, Node>>;
  /** What a zip says of all of its entries, and of the archive. */
  readonly zipped?: Partial<ZippedFacts>;
  readonly archive?: Partial<ZipFile>;
}

/** A bundle as if it was read from a zip, whose hash is that of all there is in it. */
export function zipOf(sketch: BundleSketch): OpenedBundle {
  const plain = opened(sketch, "zip");
  const entries = plain.bundle.entries.map((entry) => ({ ...entry, zipped: zippedOf(entry, sketch) }));
  const archive: ZipFile = {
    file: "/botland/database.zip",
    size: 1000,
    sha256: createHash("sha256").update(JSON.stringify(sketch)).digest("hex"),
    comment: "",
    directories: [],
    ...sketch.archive,
  };
  return { ...plain, bundle: { ...plain.bundle, entries }, archive };
}

export interface PlannedBundle extends OpenedBundle {
  /** Paths that were read, in order. */
  readonly reads: readonly string[];
}

/** A bundle as if it was planned from the workspace. */
export function plannedOf(sketch: BundleSketch): PlannedBundle {
  const reads: string[] = [];
  const plain = opened(sketch, "workspace");
  const read: OpenedBundle["read"] = async (file) => {
    reads.push(file.path);
    return plain.read(file);
  };
  return { ...plain, read, reads };
}

function opened({ packages, files }: BundleSketch, origin: "workspace" | "zip"): OpenedBundle {
  const places = new Map(
    Object.entries(packages)
      .toSorted(([a], [b]) => byCodeUnit(a, b))
      .map(([path, id]) => [path as BundlePath, id as InstanceId]),
  );
  const entries = Object.entries(files)
    .map(([path, node]) => entryOf(path, node, places))
    .toSorted((a, b) => byCodeUnit(a.path, b.path));
  const ids = [...new Set(places.values())].toSorted(byCodeUnit);
  const target = places.get("" as BundlePath);
  if (target === undefined) throw new Error("A bundle has a package at its root");
  return {
    bundle: {
      origin,
      label: origin === "zip" ? "database.zip" : "database",
      root: "" as BundlePath,
      target,
      packages: new Map(ids.map((id) => [id, packageOf(id, places, entries)])),
      places,
      entries,
      bytes: sizeOf(entries),
    },
    read: async ({ path }) => Buffer.from(contentOf(files[path])),
    close: async () => {},
  };
}

function entryOf(path: string, node: Node, places: ReadonlyMap<BundlePath, InstanceId>): BundleEntry {
  const place = [...places.keys()].findLast((each) => each === "" || path === each || path.startsWith(`${each}/`));
  if (place === undefined) throw new Error(`${path} belongs to no package`);
  if (typeof node !== "string" && "link" in node) return { kind: "link", path, target: node.link, place };
  const mode = typeof node === "string" ? 0o644 : node.mode;
  return { kind: "file", path, mode, size: Buffer.byteLength(contentOf(node)), place };
}

function packageOf(
  id: InstanceId,
  places: ReadonlyMap<BundlePath, InstanceId>,
  entries: readonly BundleEntry[],
): BundlePackage {
  const paths = [...places].flatMap(([path, at]) => (at === id ? [path] : []));
  const copy = entries.filter(({ place }) => place === paths[0]);
  const [label = ""] = id.split("#");
  const at = label.indexOf("@", 1);
  return {
    id,
    name: label.slice(0, at),
    version: label.slice(at + 1),
    importer: paths[0] === "",
    paths,
    files: copy.filter(({ kind }) => kind === "file").length,
    bytes: sizeOf(copy),
    edges: [],
    installedIn: [],
  };
}

function sizeOf(entries: readonly BundleEntry[]): number {
  return entries.reduce((sum, entry) => sum + (entry.kind === "file" ? entry.size : 0), 0);
}

function zippedOf(entry: BundleEntry, { files, zipped }: BundleSketch): ZippedFacts {
  const content = entry.kind === "link" ? entry.target : contentOf(files[entry.path]);
  return {
    index: Object.keys(files).indexOf(entry.path),
    bytes: content.length,
    crc32: crc32(content),
    method: 8,
    flags: 0x800,
    modified: "1980-01-01T00:00:00",
    madeBy: 3,
    extraFields: [],
    ...zipped,
  };
}

function contentOf(node: Node | undefined): string {
  if (typeof node === "string") return node;
  if (node === undefined || "link" in node) throw new Error("Only files have content");
  return node.content;
}
