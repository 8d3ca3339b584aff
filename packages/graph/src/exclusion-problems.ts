import { byCodeUnit } from "@lambda-pack/model";
import type { Graph, InstalledPackage, PackageId, Problem, Selection } from "@lambda-pack/model";
import { isExcluded } from "./is-excluded.ts";
import { isFound, packageLabel, packageOf } from "./package-of.ts";
import type { SelectOptions } from "./select-options.ts";

/** What excluding packages left undone: who still asks for them, which of their dependencies stay and why, which pattern fits nothing. */
export function exclusionProblems(graph: Graph, selection: Selection, options: SelectOptions): readonly Problem[] {
  if (options.exclude.length === 0) return [];
  const severed = [...selection.packages.values()].flatMap(({ installed }) =>
    installed.edges.filter((edge) => isExcluded(graph, edge, options)).map((edge) => ({ installed, edge })),
  );
  const excluded = new Set(severed.flatMap(({ edge }) => edge.to ?? []));

  const needed = severed
    .filter(({ edge }) => !edge.optional)
    .map(({ installed, edge }): Problem => {
      const { name, declaredIn } = edge;
      return { kind: "excluded-but-needed", package: packageLabel(installed), excluded: name, declaredIn };
    });
  const kept = [...excluded].sort(byCodeUnit).flatMap((id) => keptDependencies(packageOf(graph, id), selection));
  const unused = options.exclude
    .filter(
      ({ matches }) =>
        !severed.some(({ edge }) => matches(edge.name) || (edge.to && matches(packageOf(graph, edge.to).name))),
    )
    .map(({ pattern }): Problem => ({ kind: "unused-pattern", package: targetLabel(selection), pattern }));
  return [...needed, ...kept, ...unused];
}

function keptDependencies(excluded: InstalledPackage, selection: Selection): readonly Problem[] {
  return excluded.edges.filter(isFound).flatMap((edge): readonly Problem[] => {
    const member = selection.packages.get(edge.to);
    if (member === undefined || edge.to === selection.target) return [];
    const label = packageLabel(member.installed);
    return [
      {
        kind: "excluded-kept",
        package: label,
        excluded: packageLabel(excluded),
        neededBy: dependantsOf(selection, edge.to),
      },
    ];
  });
}

function dependantsOf(selection: Selection, id: PackageId): readonly string[] {
  return [...selection.packages.values()]
    .filter(({ edges }) => edges.some(({ to }) => to === id))
    .map(({ installed }) => packageLabel(installed))
    .sort(byCodeUnit);
}

function targetLabel({ packages, target }: Selection): string {
  const found = packages.get(target);
  if (found === undefined) throw new Error("The target is not in its own selection");
  return packageLabel(found.installed);
}
