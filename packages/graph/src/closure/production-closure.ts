import { byCodeUnit, packageLabel } from "@lambda-pack/model";
import type { Closure, Instance, InstanceId, PackageId, Selection } from "@lambda-pack/model";
import { atKey } from "./at-key.ts";
import { isBeside } from "./is-beside.ts";
import { partitionPackages } from "./partition-packages.ts";
import type { EqualPackages } from "./partition-packages.ts";
import { settleOptionalPeers } from "./settle-optional-peers.ts";

/** What was read of the packages' files. */
export interface PackageContents {
  /** Sum of the sizes of each package's files; every selected package has a line. */
  readonly bytes: ReadonlyMap<PackageId, number>;
  /** A digest of the files of each package that `findDuplicates` names. */
  readonly digests: ReadonlyMap<PackageId, string>;
}

/** The closure of the selection: packages that cannot be told apart are one instance, whatever installed them and where. */
export function productionClosure(selected: Selection, { bytes, digests }: PackageContents): Closure {
  const selection = settleOptionalPeers(selected, digests);
  const equals = partitionPackages(selection, digests);
  const ids = instanceIds(selection, equals);
  const idOf = (id: PackageId) => atKey(ids, atKey(equals, id));

  const instances = [...ids].map(([members, id]): Instance => {
    const [{ installed, edges }, ...others] = members;
    return {
      id,
      name: installed.name,
      version: installed.version,
      packages: [installed.id, ...others.map((other) => other.installed.id)],
      importer: installed.importer,
      bytes: atKey(bytes, installed.id),
      bundledNames: bundledNames(installed.bundled),
      edges: edges.map((edge) => {
        const merged = { ...edge, to: idOf(edge.to) };
        return isBeside(selection, members[0], edge) ? { ...merged, beside: true } : merged;
      }),
    };
  });
  instances.sort((a, b) => byCodeUnit(a.id, b.id));
  return { target: idOf(selection.target), instances: new Map(instances.map((instance) => [instance.id, instance])) };
}

/**
 * `name@version`; further instances of the same name and version, which differ in content or edges, are numbered from 2 in
 * the order in which a walk from the target meets them, breadth first and by names. So ids do not depend on where packages lie.
 */
function instanceIds(
  { packages, target }: Selection,
  equals: ReadonlyMap<PackageId, EqualPackages>,
): ReadonlyMap<EqualPackages, InstanceId> {
  const met = new Set([atKey(equals, target)]);
  // A Set also visits what is added while it is walked, so this loop is the whole walk.
  for (const [{ edges }] of met) for (const { to } of edges) met.add(atKey(equals, to));

  const labels = new Set([...packages.values()].map(({ installed }) => packageLabel(installed)));
  const ids = new Map<EqualPackages, InstanceId>();
  const given = new Set<string>();
  for (const members of met) {
    const label = packageLabel(members[0].installed);
    let id = label;
    // A version is any text, so another package may have the numbered id as its own label.
    for (let number = 2; given.has(id) || (id !== label && labels.has(id)); number++) id = `${label}#${number}`;
    given.add(id);
    ids.set(members, id as InstanceId);
  }
  return ids;
}

/** `node_modules/@scope/ms/node_modules/x` → `@scope/ms`: only the outermost names lie in the package's own `node_modules`. */
function bundledNames(paths: readonly string[]): readonly string[] {
  const names = paths.map((path) => {
    const [, first = "", second = ""] = path.split("/");
    return first.startsWith("@") ? `${first}/${second}` : first;
  });
  return [...new Set(names)].toSorted(byCodeUnit);
}
