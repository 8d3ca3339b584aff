// How duplicates are merged:
// 1. Packages of equal name, version and content start in one class; every class has a rank, its place in code-unit order.
// 2. Two packages of one class part when an edge of the same name leads them to different classes.
// 3. Ranks are made anew from (old rank, names and ranks of the edges) until no class parts any more.
// What is left is the greatest equivalence. Ranks never depend on where a package lies, so instance ids do not either.

import { byCodeUnit } from "@lambda-pack/model";
import type { Closure, Instance, InstanceId, PackageId, SelectedPackage, Selection } from "@lambda-pack/model";
import { packageLabel } from "./package-of.ts";

/** What was read of the packages' files. */
export interface PackageContents {
  /** Sum of the sizes of each package's files; every selected package has a line. */
  readonly bytes: ReadonlyMap<PackageId, number>;
  /** A digest of the files of each package that `findDuplicates` names. */
  readonly digests: ReadonlyMap<PackageId, string>;
}

/** The closure of the selection: packages that cannot be told apart are one instance, whoever installed them and where. */
export function productionClosure(selection: Selection, contents: PackageContents): Closure {
  const ranks = stableRanks(selection, contents);
  const classes = membersByRank(selection, ranks);
  const ids = instanceIds(classes);
  const idOf = (id: PackageId) => at(ids, at(ranks, id));

  const instances = [...classes].map(([rank, members]): Instance => {
    const [first] = members;
    const { installed, edges } = first;
    return {
      id: at(ids, rank),
      name: installed.name,
      version: installed.version,
      packages: [installed.id, ...members.slice(1).map((member) => member.installed.id)],
      importer: installed.importer,
      bytes: at(contents.bytes, installed.id),
      bundledNames: bundledNames(installed.bundled),
      edges: edges.map(({ to, ...edge }) => ({ ...edge, to: idOf(to) })),
    };
  });
  instances.sort((a, b) => byCodeUnit(a.id, b.id));
  return { target: idOf(selection.target), instances: new Map(instances.map((instance) => [instance.id, instance])) };
}

type Ranks = ReadonlyMap<PackageId, number>;
type Members = readonly [SelectedPackage, ...SelectedPackage[]];

function stableRanks({ packages }: Selection, { digests }: PackageContents): Ranks {
  const selected = [...packages.values()];
  let ranks = rankBy(selected, ({ installed }) =>
    JSON.stringify([installed.name, installed.version, digests.get(installed.id) ?? ""]),
  );
  for (;;) {
    const previous = ranks;
    ranks = rankBy(selected, ({ installed, edges }) => {
      const leads = edges.map(({ name, to }) => [name, at(previous, to)]);
      return JSON.stringify([at(previous, installed.id), ...leads]);
    });
    if (countRanks(ranks) === countRanks(previous)) return ranks;
  }
}

/** Numbers the distinct keys in code-unit order and gives every package the number of its key. */
function rankBy(selected: readonly SelectedPackage[], keyOf: (selected: SelectedPackage) => string): Ranks {
  const keys = new Map(selected.map((member) => [member.installed.id, keyOf(member)]));
  const order = new Map([...new Set(keys.values())].sort(byCodeUnit).map((key, index) => [key, index]));
  return new Map([...keys].map(([id, key]) => [id, at(order, key)]));
}

function countRanks(ranks: Ranks): number {
  return new Set(ranks.values()).size;
}

/** Ordered by rank; the members of each by id. */
function membersByRank({ packages }: Selection, ranks: Ranks): ReadonlyMap<number, Members> {
  const classes = new Map<number, [SelectedPackage, ...SelectedPackage[]]>();
  for (const member of packages.values()) {
    const rank = at(ranks, member.installed.id);
    const members = classes.get(rank);
    if (members === undefined) classes.set(rank, [member]);
    else members.push(member);
  }
  return new Map([...classes].sort(([a], [b]) => a - b));
}

/** `name@version`; further instances of the same name and version, which differ in content or edges, are numbered from 2. */
function instanceIds(classes: ReadonlyMap<number, Members>): ReadonlyMap<number, InstanceId> {
  const seen = new Map<string, number>();
  const ids = new Map<number, InstanceId>();
  for (const [rank, [{ installed }]] of classes) {
    const label = packageLabel(installed);
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    ids.set(rank, (count === 1 ? label : `${label}#${count}`) as InstanceId);
  }
  return ids;
}

/** `node_modules/@scope/ms/node_modules/x` → `@scope/ms`: only the outermost names lie in the package's own `node_modules`. */
function bundledNames(paths: readonly string[]): readonly string[] {
  const names = paths.map((path) => {
    const [, first = "", second = ""] = path.split("/");
    return first.startsWith("@") ? `${first}/${second}` : first;
  });
  return [...new Set(names)].sort(byCodeUnit);
}

function at<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`Nothing is known of ${String(key)}`);
  return value;
}
