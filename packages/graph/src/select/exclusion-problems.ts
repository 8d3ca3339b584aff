import { byCodeUnit, packageLabel, unfitName } from "@lambda-pack/model";
import type { Graph, InstalledPackage, PackageId, Problem, Selection } from "@lambda-pack/model";
import { isExcluded } from "./is-excluded.ts";
import { packageOf } from "./package-of.ts";
import type { SelectOptions } from "./select-options.ts";

/** What excluding packages left undone: who still asks for them, which of their dependencies stay and why, which pattern fits nothing. */
export function exclusionProblems(graph: Graph, selection: Selection, options: SelectOptions): readonly Problem[] {
  if (options.exclude.length === 0) return [];
  const severed = [...selection.packages.values()].flatMap(({ installed }) =>
    installed.edges.filter((edge) => isExcluded(graph, edge, options)).map((edge) => ({ installed, edge })),
  );
  const needed = severed
    .filter(({ edge }) => !edge.optional)
    .map(({ installed, edge }): Problem => {
      const { name, declaredIn } = edge;
      return { kind: "excluded-but-needed", package: packageLabel(installed), excluded: name, declaredIn };
    });
  const excluded = new Map(
    severed.flatMap(({ edge }) => (edge.to === undefined ? [] : [[edge.to, edge.name] as const])),
  );
  const kept = [...excluded]
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .flatMap(([id, name]) => keptPackages(packageOf(graph, id), { name, selection }));
  return [...needed, ...kept, ...unusedPatterns(graph, selection, options)];
}

/** Its dependencies that something else needs; or the package itself, where it stays under another name. */
function keptPackages(
  excluded: InstalledPackage,
  { name, selection }: { name: string; selection: Selection },
): readonly Problem[] {
  const stays = selection.packages.has(excluded.id);
  const left = stays ? name : packageLabel(excluded);
  return (stays ? [excluded.id] : excluded.edges.map(({ to }) => to)).flatMap((id): readonly Problem[] => {
    const member = id === undefined ? undefined : selection.packages.get(id);
    if (member === undefined || member.installed.id === selection.target) return [];
    const dependents = dependentsOf(selection, member.installed.id);
    return [{ kind: "excluded-kept", package: packageLabel(member.installed), excluded: left, dependents }];
  });
}

/** Asks the whole graph: a pattern for what only another excluded package needs is of use, too. */
function unusedPatterns(graph: Graph, selection: Selection, { exclude }: SelectOptions): readonly Problem[] {
  const edges = [...graph.packages.values()].flatMap((installed) => installed.edges);
  const names = new Set(
    edges.flatMap(({ name, to }) => (to === undefined ? [name] : [name, packageOf(graph, to).name])),
  );
  return exclude
    .filter(({ matches }) => ![...names].some(matches))
    .map(({ pattern }) => ({
      kind: "unused-pattern",
      package: targetLabel(selection),
      pattern,
      ...unfitName(pattern),
    }));
}

function dependentsOf(selection: Selection, id: PackageId): readonly string[] {
  return [...selection.packages.values()]
    .filter(({ edges }) => edges.some(({ to }) => to === id))
    .map(({ installed }) => packageLabel(installed))
    .toSorted(byCodeUnit);
}

function targetLabel({ packages, target }: Selection): string {
  const found = packages.get(target);
  if (found === undefined) throw new Error("The target is not in its own selection");
  return packageLabel(found.installed);
}
