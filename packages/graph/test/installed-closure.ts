import type {
  Closure,
  Edge,
  Instance,
  InstalledPackage,
  InstanceId,
  PackageId,
  SelectedPackage,
  Selection,
} from "@lambda-pack/model";
import { byCodeUnit, emptyManifest } from "@lambda-pack/model";
import { isFound } from "../src/select/package-of.ts";
import type { PackageContents } from "../src/closure/production-closure.ts";

export interface Installed {
  readonly selection: Selection;
  readonly contents: PackageContents;
}

/** How a package manager may install a closure: numbers that choose, used one after the other and again from the start. */
export interface InstallChoices {
  /** Of each instance, copies beyond the first. */
  readonly duplicates: readonly number[];
  /** Of each edge, which copy it leads to. */
  readonly leads: readonly number[];
  /** Of each optional peer, odd where the layout hides it from its dependent. */
  readonly hidden: readonly number[];
  /** Of each copy, where it lies among the others. */
  readonly places: readonly number[];
}

/** The closure as it lies on a disk: each instance once or more often, at paths that decide the order of packages. */
export function installClosure(closure: Closure, choices: InstallChoices): Installed {
  const duplicates = cycle(choices.duplicates);
  const places = cycle(choices.places);
  const leads = cycle(choices.leads);
  const hidden = cycle(choices.hidden);
  const sole = soleNames(closure);
  const copies = new Map<InstanceId, readonly PackageId[]>();
  for (const { id } of closure.instances.values()) {
    const count = id === closure.target ? 1 : 1 + (duplicates() % 3);
    copies.set(
      id,
      Array.from({ length: count }, (_, copy) => `place-${places() % 100}/${id}/copy-${copy}` as PackageId),
    );
  }
  const packages = new Map<PackageId, SelectedPackage>();
  for (const instance of closure.instances.values()) {
    for (const id of copies.get(instance.id) ?? []) {
      const declared = instance.edges.map((edge) => {
        const candidates = copies.get(edge.to) ?? [];
        const to = candidates[leads() % candidates.length];
        if (to === undefined) throw new Error(`${edge.to} is installed nowhere`);
        const isHidden = edge.kind === "peerDependencies" && edge.optional && sole.has(edge.name) && hidden() % 2 === 1;
        return { ...edge, to: isHidden ? undefined : to };
      });
      packages.set(id, { installed: installedPackage(id, instance, declared), edges: declared.filter(isFound) });
    }
  }
  const [target] = copies.get(closure.target) ?? [];
  if (target === undefined) throw new Error("The target is installed nowhere");
  const selection = { root: "/repo", target, packages: reached(packages, target), problems: [] };
  return { selection, contents: contentsOf(closure, copies) };
}

/** Names that one instance has, and not only as an optional peer. */
function soleNames({ instances }: Closure): ReadonlySet<string> {
  const edges = [...instances.values()].flatMap((instance) => instance.edges);
  const names = edges.filter(({ kind }) => kind !== "peerDependencies").map(({ name }) => name);
  return new Set(
    names.filter((name) => new Set(edges.filter((edge) => edge.name === name).map(({ to }) => to)).size === 1),
  );
}

/** The third version is told to be the second: so name and version do not suffice, and content and edges decide. */
function installedPackage(
  id: PackageId,
  { name, version, importer, bundledNames }: Instance,
  edges: readonly Edge[],
): InstalledPackage {
  const dir = `/repo/${id}`;
  const bundled = bundledNames.map((bundledName) => `node_modules/${bundledName}`);
  const told = version === "3" ? "2" : version;
  return { id, dir, name, version: told, manifest: emptyManifest, importer, bundled, edges };
}

/** Names whose second and third version have different files; those of others differ in their edges at most. */
const differing = new Set(["ant", "dog"]);

function contentsOf(closure: Closure, copies: ReadonlyMap<InstanceId, readonly PackageId[]>): PackageContents {
  const bytes = new Map<PackageId, number>();
  const digests = new Map<PackageId, string>();
  for (const { id, name, bundledNames, edges } of closure.instances.values()) {
    // A package.json says what a package needs and how, not where it is found.
    const manifest = edges.map((edge) => [edge.name, edge.kind, edge.optional]);
    const told = JSON.stringify([id.replace(/3$/u, "2"), bundledNames, manifest]);
    const content = differing.has(name) ? id : told;
    for (const copy of copies.get(id) ?? []) {
      digests.set(copy, content);
      bytes.set(copy, content.length);
    }
  }
  return { bytes, digests };
}

function reached(
  packages: ReadonlyMap<PackageId, SelectedPackage>,
  target: PackageId,
): ReadonlyMap<PackageId, SelectedPackage> {
  const members = new Set([target]);
  for (const id of members) for (const { to } of packages.get(id)?.edges ?? []) members.add(to);
  return new Map([...packages].filter(([id]) => members.has(id)).toSorted(([a], [b]) => byCodeUnit(a, b)));
}

function cycle(numbers: readonly number[]): () => number {
  let next = 0;
  return () => numbers[next++ % numbers.length] ?? 0;
}
