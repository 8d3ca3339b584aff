import type { Closure, InstanceId, Layout } from "@lambda-pack/model";
import { mapEdges } from "./one-version.ts";
import { siblingPath } from "./reached-paths.ts";

/** The closure with the packages of all edges free to lie where they like. */
export function withoutSiblings(closure: Closure): Closure {
  return mapEdges(closure, ({ name, kind, optional, range, declaredIn, to }) => {
    return { name, kind, optional, range, declaredIn, to };
  });
}

/** The closure with as many siblings as leave each package's dependencies, with their siblings, one instance for each name. */
export function withConsistentSiblings(closure: Closure): Closure {
  let consistent = withoutSiblings(closure);
  for (const [id, { edges }] of closure.instances) {
    for (const { name } of edges.filter(({ beside }) => beside === true)) {
      const attempt = mapEdges(consistent, (edge, of) =>
        of === id && edge.name === name ? { ...edge, beside: true } : edge,
      );
      if ([...attempt.instances.keys()].every((one) => isConsistent(attempt, one))) consistent = attempt;
    }
  }
  return consistent;
}

/** Whether all that one `node_modules` would have to hold, if everything were nested, has a name of its own. */
function isConsistent({ instances }: Closure, id: InstanceId): boolean {
  const wanted = [...(instances.get(id)?.edges ?? [])];
  const names = new Map<string, InstanceId | "bundled">(
    instances.get(id)?.bundledNames.map((name) => [name, "bundled"]),
  );
  for (const { name, to } of wanted) {
    if ((names.get(name) ?? to) !== to) return false;
    if (names.get(name) === to) continue;
    names.set(name, to);
    wanted.push(...(instances.get(to)?.edges ?? []).filter(({ beside }) => beside === true));
  }
  return true;
}

/** `node_modules/a: b` for every copy of a that has not, in its own `node_modules`, the b that has to lie there. */
export function siblingsApart(closure: Closure, { placements }: Layout): readonly string[] {
  return [...placements.values()].flatMap(({ kind, path, instance }) =>
    (closure.instances.get(instance)?.edges ?? [])
      .filter(({ beside }) => kind === "copy" && beside === true)
      .filter(({ name, to }) => placements.get(siblingPath(path, name))?.instance !== to)
      .map(({ name }) => `${path}: ${name}`),
  );
}
