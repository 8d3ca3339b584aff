import type { Closure, InstanceEdge, InstanceId } from "@lambda-pack/model";

/** The closure in which each of the names, if not every name, leads to one instance, and nothing is bundled. */
export function withOneVersionEach(closure: Closure, isSole: (name: string) => boolean = () => true): Closure {
  const names = new Map<string, InstanceId>();
  const single = mapEdges(closure, (edge) => {
    if (!isSole(edge.name)) return edge;
    const to = names.get(edge.name) ?? edge.to;
    names.set(edge.name, to);
    return { ...edge, to };
  });
  const members = new Set([closure.target]);
  for (const id of members) {
    // Optional peers bring nothing in.
    const edges = single.instances
      .get(id)
      ?.edges.filter(({ kind, optional }) => kind !== "peerDependencies" || !optional);
    for (const { to } of edges ?? []) members.add(to);
  }
  const kept = [...single.instances.values()]
    .filter(({ id }) => members.has(id))
    .map((instance) => ({ ...instance, bundledNames: [], edges: instance.edges.filter(({ to }) => members.has(to)) }));
  return { ...single, instances: new Map(kept.map((instance) => [instance.id, instance])) };
}

/** The closure with every edge changed. */
export function mapEdges(closure: Closure, change: (edge: InstanceEdge, of: InstanceId) => InstanceEdge): Closure {
  const instances = [...closure.instances].map(
    ([id, instance]) => [id, { ...instance, edges: instance.edges.map((edge) => change(edge, id)) }] as const,
  );
  return { ...closure, instances: new Map(instances) };
}
