import { byCodeUnit } from "@lambda-pack/model";
import type { Bundle, BundleEntry, BundlePackage, BundlePath, InstanceId } from "@lambda-pack/model";
import { findBundled } from "./find-bundled.ts";
import { findPackages } from "./find-packages.ts";
import type { FindPackagesOptions, FoundPackages } from "./find-packages.ts";
import { instanceIds } from "./instance-ids.ts";
import { mergeCopies } from "./merge-copies.ts";
import type { Copy, EqualCopies } from "./merge-copies.ts";
import { placeEntries } from "./place-entries.ts";
import { resolveEdges } from "./resolve-edges.ts";
import type { CopyEdge } from "./resolve-edges.ts";
import type { ZipTree } from "./zip-tree.ts";

/** The packages in a zip, found as Node finds them, with copies that are equal as one. */
export function packagesOfZip(
  tree: ZipTree,
  options: FindPackagesOptions,
): Pick<Bundle, "root" | "target" | "packages" | "places" | "entries" | "bytes"> {
  const found = findPackages(tree, options);
  const bundled = findBundled(found);
  const edges = resolveEdges(found, bundled);
  const dirs = new Set(edges.keys());
  const entries = placeEntries(tree, dirs, found.root);
  const contents = contentsOf(entries);
  const equals = mergeCopies(copiesOf(found, edges, contents));
  const ids = instanceIds({ root: found.root, byDir: found.byDir, equals });
  const idAt = (dir: string): InstanceId => {
    const members = equals.get(dir);
    const id = members === undefined ? undefined : ids.get(members);
    if (id === undefined) throw new Error(`No package lies at ${dir}`);
    return id;
  };
  const packages = [...ids].map(([members, id]) => bundlePackage(members, { id, found, contents, idAt }));
  return {
    root: found.root,
    target: idAt(found.root),
    packages: new Map(packages.toSorted((a, b) => byCodeUnit(a.id, b.id)).map((one) => [one.id, one])),
    places: placesOf(found, dirs, idAt),
    entries,
    bytes: entries.reduce((sum, entry) => sum + (entry.kind === "file" ? entry.size : 0), 0),
  };
}

/** What belongs to one copy. */
interface Content {
  files: number;
  bytes: number;
  /** A line for each file and link: path in the copy, mode, size and checksum. */
  readonly lines: string[];
}

function contentsOf(entries: readonly BundleEntry[]): ReadonlyMap<BundlePath, Content> {
  const contents = new Map<BundlePath, Content>();
  for (const entry of entries) {
    const known = contents.get(entry.place);
    const content = known ?? { files: 0, bytes: 0, lines: [] };
    if (known === undefined) contents.set(entry.place, content);
    const path = entry.path.slice(entry.place.length);
    if (entry.kind === "file") {
      content.files += 1;
      content.bytes += entry.size;
      content.lines.push(JSON.stringify([path, entry.mode, entry.size, entry.zipped?.crc32]));
    } else {
      content.lines.push(JSON.stringify([path, entry.target]));
    }
  }
  return contents;
}

/** Only packages that share name and version are compared by their files: all others differ anyway. */
function copiesOf(
  { byDir }: FoundPackages,
  edges: ReadonlyMap<string, readonly CopyEdge[]>,
  contents: ReadonlyMap<string, Content>,
): readonly Copy[] {
  return [...edges]
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .map(([dir, list]) => {
      const { name, version } = byDir.get(dir) ?? { name: "", version: "" };
      return { dir, content: JSON.stringify([name, version, contents.get(dir)?.lines ?? []]), edges: list };
    });
}

interface PackageFacts {
  readonly id: InstanceId;
  readonly found: FoundPackages;
  readonly contents: ReadonlyMap<string, Content>;
  readonly idAt: (dir: string) => InstanceId;
}

function bundlePackage(members: EqualCopies, { id, found, contents, idAt }: PackageFacts): BundlePackage {
  const [{ dir, edges }] = members;
  const { name = "", version = "" } = found.byDir.get(dir) ?? {};
  return {
    id,
    name,
    version,
    importer: members.some((member) => member.dir === found.root),
    paths: members.map((member) => member.dir as BundlePath),
    files: contents.get(dir)?.files ?? 0,
    bytes: contents.get(dir)?.bytes ?? 0,
    edges: edges.map((edge) => ({ ...edge, to: idAt(edge.to) })),
    installedIn: [],
  };
}

function placesOf(
  { links }: FoundPackages,
  dirs: ReadonlySet<string>,
  idAt: (dir: string) => InstanceId,
): ReadonlyMap<BundlePath, InstanceId> {
  const places = [...dirs].map((dir) => [dir, idAt(dir)] as const);
  const linked = [...links].filter(([, dir]) => dirs.has(dir)).map(([path, dir]) => [path, idAt(dir)] as const);
  return new Map(
    [...places, ...linked].toSorted(([a], [b]) => byCodeUnit(a, b)).map(([path, id]) => [path as BundlePath, id]),
  );
}
