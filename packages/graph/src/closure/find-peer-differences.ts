import { packageLabel } from "@lambda-pack/model";
import type { Closure, Instance, Problem } from "@lambda-pack/model";

/**
 * Each peer that leads elsewhere than where the package of the workspace that uses its dependent finds the same name: two
 * Reacts. In the order of instances and names, each once. The two are named by their ids, which tell apart what shares a version.
 */
export function findPeerDifferences(closure: Closure): readonly Problem[] {
  const problems = [...closure.instances.values()]
    .filter(({ importer }) => importer)
    .flatMap((importer) => differencesOf(closure, importer));
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function differencesOf({ instances }: Closure, importer: Instance): readonly Problem[] {
  const own = new Map(importer.edges.map(({ name, to }) => [name, to]));
  return importer.edges
    .flatMap(({ to }) => instances.get(to) ?? [])
    .flatMap((used) =>
      used.edges.flatMap(({ name, kind, to: found }): readonly Problem[] => {
        const expected = own.get(name);
        if (kind !== "peerDependencies" || expected === undefined || expected === found) return [];
        const labels = { package: packageLabel(used), importer: packageLabel(importer) };
        return [{ kind: "peer-differs", ...labels, name, found, expected }];
      }),
    );
}
