import type { Edge, Graph, InstalledPackage, Manifest, PackageId, Problem } from "@lambda-pack/model";
import { byCodeUnit, emptyManifest } from "@lambda-pack/model";
import { parseEdge } from "@lambda-pack/test-support/graphs/parse-edge";
import type { SelectOptions } from "../src/select/select-options.ts";

/** Manifest fields and findings that adjacency lists do not say; keys are ids. */
export interface GraphDetails {
  readonly manifests?: Readonly<Record<string, Partial<Manifest>>>;
  /** Fields of edges: `"app@0 > fsevents"`. */
  readonly edges?: Readonly<Record<string, Partial<Edge>>>;
  readonly problems?: readonly Problem[];
  /** Packages of the workspace besides the target. */
  readonly importers?: readonly string[];
}

/**
 * A graph from adjacency lists: `{ "app@0": ["a@1", "sharp=b@2", "optional c@1", "peer d@1", "optional-peer e@1",
 * "missing f"] }`. The first key is the target; a package that is only mentioned has no edges; a package's id is
 * `name@version`, or `name@version in dir` for a second one of the same name and version.
 */
export function graphOf(lists: Readonly<Record<string, readonly string[]>>, details: GraphDetails = {}): Graph {
  const [target = "app@0"] = Object.keys(lists);
  const edges = new Map(Object.entries(lists).map(([id, list]) => [id, list.map((text) => edgeOf(id, text))]));
  const mentioned = [...edges.values()].flat().flatMap(({ to }) => to ?? []);
  const ids = [...new Set<string>([...edges.keys(), ...mentioned])].toSorted(byCodeUnit);
  const packages = ids.map((id): [PackageId, InstalledPackage] => {
    const { name, version } = parseId(id);
    const own = (edges.get(id) ?? []).map((edge) => ({ ...edge, ...details.edges?.[`${id} > ${edge.name}`] }));
    const installed = {
      id: id as PackageId,
      dir: `/repo/${id}`,
      name,
      version,
      manifest: { ...emptyManifest, ...details.manifests?.[id] },
      importer: id === target || details.importers?.includes(id) === true,
      bundled: [],
      edges: own.toSorted((a, b) => byCodeUnit(a.name, b.name)),
    };
    return [installed.id, installed];
  });
  return {
    root: "/repo",
    target: target as PackageId,
    packages: new Map(packages),
    problems: details.problems ?? [],
  };
}

/** Linux on x64 with glibc, nothing excluded. */
export const linuxOptions: SelectOptions = {
  platform: { os: "linux", cpu: "x64", libc: "glibc" },
  exclude: [],
  installCommand: "yarn install",
  platformInstallCommand: "npm install --os=linux --cpu=x64",
};

/** Excludes packages by their whole names. */
export function excluding(...names: readonly string[]): SelectOptions {
  return { ...linuxOptions, exclude: names.map((pattern) => ({ pattern, matches: (name) => name === pattern })) };
}

/** What follows an id is its place: ` in dir`. */
function edgeOf(from: string, text: string): Edge {
  const { kind, optional, isMissing, name, to, rest } = parseEdge(text);
  return {
    name,
    range: isMissing ? "^1.0.0" : "*",
    kind,
    optional,
    declaredIn: `${parseId(from).name}/package.json`,
    to: isMissing ? undefined : ([to, rest].filter((part) => part !== undefined).join(" ") as PackageId),
  };
}

function parseId(id: string): { readonly name: string; readonly version: string } {
  const [label = ""] = id.split(" in ");
  const at = label.indexOf("@", 1);
  return { name: label.slice(0, at), version: label.slice(at + 1) };
}
