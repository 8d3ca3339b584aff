import { byCodeUnit, parentOf, pathBelow } from "@lambda-pack/model";
import type {
  Bundle,
  BundleEntry,
  BundlePackage,
  BundlePath,
  Closure,
  Instance,
  InstanceId,
  Layout,
  PackageFiles,
  StagedEntry,
  Staging,
} from "@lambda-pack/model";

/** What of a plan is in the bundle. */
export interface PlannedFiles {
  readonly closure: Closure;
  readonly layout: Layout;
  readonly filesOf: (instance: InstanceId) => PackageFiles;
  readonly staging: Staging;
}

export interface PlanFacts {
  /** What was asked for. */
  readonly label: string;
  /** The directory of the bundle that everything lies under; empty for its root. */
  readonly prefix: string;
}

/** The bundle that would be packed. */
export function bundleOfPlan({ closure, layout, filesOf, staging }: PlannedFiles, facts: PlanFacts): Bundle {
  const places = new Map<BundlePath, InstanceId>();
  const copies = new Map<InstanceId, BundlePath[]>();
  for (const { kind, path, instance } of layout.placements.values()) {
    const place = pathBelow(facts.prefix, path);
    places.set(place, instance);
    if (kind === "copy") copies.set(instance, [...(copies.get(instance) ?? []), place]);
  }
  const packages = [...closure.instances.values()].map((instance): BundlePackage => {
    const { id, name, version, importer, bytes, edges } = instance;
    const installedIn = installedDirectories(instance);
    const paths = (copies.get(id) ?? []).toSorted(byCodeUnit);
    return { id, name, version, importer, paths, files: filesOf(id).files.length, bytes, edges, installedIn };
  });
  return {
    origin: "workspace",
    label: facts.label,
    root: pathBelow(facts.prefix, ""),
    target: closure.target,
    packages: new Map(packages.map((one) => [one.id, one])),
    places: new Map([...places].toSorted(([a], [b]) => byCodeUnit(a, b))),
    entries: entriesOf(staging.entries, new Set([...copies.values()].flat())),
    bytes: staging.bytes,
  };
}

function installedDirectories({ packages }: Instance): readonly string[] {
  return packages.map((id) => id || ".");
}

function entriesOf(entries: readonly StagedEntry[], copies: ReadonlySet<string>): readonly BundleEntry[] {
  const owners = new Map<string, BundlePath>();
  const ownerOf = (directory: string): BundlePath => {
    const known = owners.get(directory);
    if (known !== undefined) return known;
    const isCopy = copies.has(directory) || directory === "";
    const owner = isCopy ? (directory as BundlePath) : ownerOf(parentOf(directory));
    owners.set(directory, owner);
    return owner;
  };
  return entries.map((entry): BundleEntry => {
    const { path } = entry;
    const place = ownerOf(parentOf(path));
    if (entry.kind === "link") return { kind: "link", path, target: entry.target, place };
    return { kind: "file", path, mode: entry.mode, size: entry.size, place };
  });
}
