import { byCodeUnit } from "@lambda-pack/model";
import type { Bundle, BundleFile, BundlePackage, BundlePath, InstanceEdge, InstanceId } from "@lambda-pack/model";
import { parseEdge } from "../graphs/parse-edge.ts";

/** What adjacency lists do not say. */
export interface BundleDetails {
  readonly origin?: Bundle["origin"];
  readonly root?: string;
  /** Bytes of one copy; 100 unless told otherwise, in one file. */
  readonly bytes?: Readonly<Record<string, number>>;
  /**
   * Directory → id, the target's left out; a link is `-> directory`. Without it, all lie flat below the root, and
   * further versions apart, where no package finds them.
   */
  readonly places?: Readonly<Record<string, string>>;
  readonly importers?: readonly string[];
  readonly installedIn?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A bundle from adjacency lists: `{ "app@0": ["a@1", "b@2 ^2.0.0", "alias=c@3", "peer d@1", "optional-peer e@1", "optional f@1"] }`. The first
 * key is the target; a package that is only mentioned has no edges. A package weighs 100 bytes, in one file of its name, zipped 40.
 */
export function bundleOf(lists: Readonly<Record<string, readonly string[]>>, details: BundleDetails = {}): Bundle {
  const { origin = "workspace", root = "" } = details;
  const [target = "app@0"] = Object.keys(lists);
  const edges = new Map(Object.entries(lists).map(([id, list]) => [id, list.map((text) => edgeOf(id, text))]));
  const mentioned = [...edges.values()].flat().map(({ to }) => to as string);
  const ids = [...new Set([...edges.keys(), ...mentioned, ...placedIds(details)])].toSorted(byCodeUnit);
  const places = placesOf(ids, { ...details, root, target });
  const copies = new Map<string, BundlePath[]>(ids.map((id) => [id, []]));
  for (const [path, id] of places) {
    const isLink = details.places?.[path]?.startsWith("-> ") === true;
    if (!isLink) copies.get(id)?.push(path);
  }
  const packages = ids.map((id): BundlePackage => {
    const [name, version] = nameAndVersion(id);
    return {
      id: id as InstanceId,
      name,
      version,
      importer: id === target || details.importers?.includes(id) === true,
      paths: copies.get(id) ?? [],
      files: 1,
      bytes: details.bytes?.[id] ?? 100,
      edges: [...(edges.get(id) ?? [])].toSorted((a, b) => byCodeUnit(a.name, b.name)),
      installedIn: details.installedIn?.[id] ?? [],
    };
  });
  const files = packages.flatMap(({ paths, name, bytes }) => paths.map((path) => fileOf(path, name, bytes)));
  const entries = files
    .toSorted((a, b) => byCodeUnit(a.path, b.path))
    .map((file, index) => (origin === "zip" ? { ...file, zipped: zippedFacts(index) } : file));
  return {
    origin,
    label: origin === "zip" ? "app.zip" : "app",
    root: root as BundlePath,
    target: target as InstanceId,
    packages: new Map(packages.map((one) => [one.id, one])),
    places,
    entries: [...entries, ...linksOf(details)].toSorted((a, b) => byCodeUnit(a.path, b.path)),
    bytes: files.reduce((sum, { size }) => sum + size, 0),
  };
}

function edgeOf(from: string, text: string): InstanceEdge {
  const { kind, optional, beside, name, to, rest = "*" } = parseEdge(text);
  const traits = { kind, optional, ...(beside ? { beside } : {}) };
  return { name, range: rest, declaredIn: `${from}/package.json`, to: to as InstanceId, ...traits };
}

function nameAndVersion(id: string): readonly [name: string, version: string] {
  const at = id.indexOf("@", 1);
  return [id.slice(0, at), id.slice(at + 1).replace(/#\d+$/u, "")];
}

function placedIds({ places = {} }: BundleDetails): readonly string[] {
  return Object.values(places).filter((id) => !id.startsWith("-> "));
}

function placesOf(
  ids: readonly string[],
  { root, target, places }: BundleDetails & { readonly root: string; readonly target: string },
): ReadonlyMap<BundlePath, InstanceId> {
  const flat = new Map<string, string>();
  for (const id of ids.filter((each) => each !== target)) {
    const [name, version] = nameAndVersion(id);
    const top = `node_modules/${name}`;
    flat.set(flat.has(top) ? `apart/${version}/node_modules/${name}` : top, id);
  }
  const own = places === undefined ? [...flat] : Object.entries(places);
  const idAt = (text: string): string => {
    if (!text.startsWith("-> ")) return text;
    const to = text.slice(3);
    return to === "." ? target : idAt(places?.[to] ?? "");
  };
  const all = [["", target] as const, ...own.map(([path, text]) => [path, idAt(text)] as const)];
  return new Map(
    all
      .map(
        ([path, id]) => [[root, path].filter((part) => part !== "").join("/") as BundlePath, id as InstanceId] as const,
      )
      .toSorted(([a], [b]) => byCodeUnit(a, b)),
  );
}

function fileOf(place: BundlePath, name: string, size: number): BundleFile {
  const path = [place, `${name.replace("/", "-")}.js`].filter((part) => part !== "").join("/");
  return { kind: "file", path, mode: 0o644, size, place };
}

function linksOf({ places = {} }: BundleDetails): Bundle["entries"] {
  return Object.entries(places).flatMap(([path, text]) =>
    text.startsWith("-> ") ? [{ kind: "link" as const, path, target: text.slice(3), place: "" as BundlePath }] : [],
  );
}

function zippedFacts(index: number) {
  return {
    index,
    bytes: 40,
    crc32: 0,
    method: 8,
    flags: 0,
    modified: "1980-01-01T00:00:00",
    madeBy: 3,
    extraFields: [],
  };
}
