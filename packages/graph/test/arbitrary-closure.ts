import type { Closure, Instance, InstanceEdge, InstanceId } from "@lambda-pack/model";
import { byCodeUnit } from "@lambda-pack/model";
import * as fc from "fast-check";

/** Few, so that versions meet; one is scoped, one is the target's own name, two are aliases and no package's name. */
const packageNames = ["app", "ant", "bee", "@zoo/cat", "dog"] as const;
const edgeNames = [...packageNames, "emu", "fox"] as const;

/** Names that differ from others by case alone; two packages have one each. */
const rivalNames = ["Ant", "BEE", "Bee", "@zoo/Cat", "@Zoo/cat", "App"] as const;

const target = "app@0" as InstanceId;

/** Graphs of everything that a layout must cope with: cycles, aliases, peers, bundled names, edges back to the target. */
export const anyClosure: fc.Arbitrary<Closure> = arbitraryClosure({ cyclic: true });

/** The same, but no instance reaches itself, and none leads to the target. */
export const acyclicClosure: fc.Arbitrary<Closure> = arbitraryClosure({ cyclic: false });

/** Everything, and packages that have to lie beside each other, even where they cannot. */
export const anyClosureWithSiblings: fc.Arbitrary<Closure> = arbitraryClosure({ cyclic: true, siblings: true });

/** No cycles, and packages that have to lie beside each other, even where they cannot. */
export const acyclicClosureWithSiblings: fc.Arbitrary<Closure> = arbitraryClosure({ cyclic: false, siblings: true });

/** Everything, and names that differ by case alone. */
export const anyClosureWithRivals: fc.Arbitrary<Closure> = arbitraryClosure({ cyclic: true, rivals: true });

/** The same, and packages that have to lie beside each other, even where they cannot. */
export const anyClosureWithRivalSiblings: fc.Arbitrary<Closure> = arbitraryClosure({
  cyclic: true,
  rivals: true,
  siblings: true,
});

/** No cycles, and names that differ by case alone. */
export const acyclicClosureWithRivals: fc.Arbitrary<Closure> = arbitraryClosure({ cyclic: false, rivals: true });

interface ClosureTraits {
  readonly cyclic: boolean;
  readonly siblings?: boolean;
  readonly rivals?: boolean;
}

function arbitraryClosure({ cyclic, siblings = false, rivals = false }: ClosureTraits): fc.Arbitrary<Closure> {
  // By version first, so that in acyclic graphs, where instances lead only to later ones, versions meet.
  const ids = ["1", "2", "3"].flatMap((version) => packageNames.map((name) => `${name}@${version}` as InstanceId));
  const nodes = [target, ...ids].map((id, index) =>
    arbitraryInstance(id, { candidates: cyclic ? [target, ...ids] : ids.slice(index), siblings, rivals }),
  );
  return fc
    .tuple(...nodes)
    .map((instances) => reachable(new Map(instances.map((instance) => [instance.id, instance]))));
}

interface InstanceTraits {
  readonly candidates: readonly InstanceId[];
  readonly siblings: boolean;
  readonly rivals: boolean;
}

function arbitraryInstance(id: InstanceId, { candidates, siblings, rivals }: InstanceTraits): fc.Arbitrary<Instance> {
  const at = id.indexOf("@", 1);
  // Nothing lies beside the target.
  const edges =
    candidates.length === 0
      ? fc.constant<InstanceEdge[]>([])
      : fc.array(arbitraryEdge(candidates, siblings && id !== target, rivals), { maxLength: 4 });
  const bundled = fc.option(fc.constantFrom(...edgeNames), { freq: 5, nil: undefined });
  return fc.record({ edges, bundled, bytes: fc.integer({ min: 0, max: 999 }) }).map((drawn) => {
    const byName = new Map(drawn.edges.map((edge) => [edge.name, edge]));
    // What a package brings in its own folder is found there, and makes no edge.
    if (drawn.bundled !== undefined) byName.delete(drawn.bundled);
    return {
      id,
      name: id.slice(0, at),
      version: id.slice(at + 1),
      packages: [`installed/${id}`] as never,
      importer: id === target,
      bytes: drawn.bytes,
      bundledNames: drawn.bundled === undefined ? [] : [drawn.bundled],
      edges: [...byName.values()].toSorted((a, b) => byCodeUnit(a.name, b.name)),
    };
  });
}

function arbitraryEdge(
  candidates: readonly InstanceId[],
  siblings: boolean,
  rivals: boolean,
): fc.Arbitrary<InstanceEdge> {
  const aliases = rivals ? fc.constantFrom(...edgeNames, ...rivalNames) : fc.constantFrom(...edgeNames);
  return fc
    .record({
      to: fc.constantFrom(...candidates),
      alias: fc.option(aliases, { freq: rivals ? 1 : 6, nil: undefined }),
      peer: fc.constantFrom("dependencies", "dependencies", "dependencies", "peerDependencies"),
      optional: fc.boolean(),
      beside: siblings ? fc.option(fc.constant(true as const), { freq: 2, nil: undefined }) : fc.constant(undefined),
    })
    .map(({ to, alias, peer, optional, beside }) => ({
      name: alias ?? to.slice(0, to.indexOf("@", 1)),
      kind: peer === "dependencies" ? ("dependencies" as const) : ("peerDependencies" as const),
      optional: peer === "peerDependencies" && optional,
      range: "*",
      declaredIn: "",
      to,
      ...(peer === "dependencies" && beside === true && { beside }),
    }));
}

/** What the target reaches, without crossing optional peers: these bring nothing in, and lead on only to what is there. */
function reachable(instances: ReadonlyMap<InstanceId, Instance>): Closure {
  const members = new Set([target]);
  for (const id of members) {
    for (const { to, optional } of instances.get(id)?.edges ?? []) if (!optional) members.add(to);
  }
  const kept = [...members].toSorted(byCodeUnit).flatMap((id): [InstanceId, Instance][] => {
    const instance = instances.get(id);
    if (instance === undefined) return [];
    return [[id, { ...instance, edges: instance.edges.filter(({ to }) => members.has(to)) }]];
  });
  return { target, instances: new Map(kept) };
}
