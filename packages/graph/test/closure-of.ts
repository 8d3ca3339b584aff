import type { BundlePath, Closure, Instance, InstanceEdge, InstanceId, Layout } from "@lambda-pack/model";
import { byCodeUnit } from "@lambda-pack/model";
import { parseEdge } from "@lambda-pack/test-support/graphs/parse-edge";

/** Sizes, bundled names and importers that adjacency lists do not say. */
export interface ClosureDetails {
  readonly bytes?: Readonly<Record<string, number>>;
  readonly bundled?: Readonly<Record<string, readonly string[]>>;
  /** Beside the target, which is one. */
  readonly importers?: readonly string[];
}

/**
 * A closure from adjacency lists: `{ "app@0": ["a@1", "alias=b@2"] }`. The first key is the target; a package that is only
 * mentioned has no edges; every package weighs 100 bytes unless told otherwise. `beside b@1` has to lie beside its dependent, and
 * `peer b@1` and `optional-peer b@1` are peers.
 */
export function closureOf(lists: Readonly<Record<string, readonly string[]>>, details: ClosureDetails = {}): Closure {
  const [target = "app@0"] = Object.keys(lists);
  const edges = new Map(Object.entries(lists).map(([id, list]) => [id, list.map(edgeOf)]));
  const mentioned = [...edges.values()].flat().map(({ to }) => to as string);
  const ids = [...new Set([...edges.keys(), ...mentioned])].toSorted(byCodeUnit);
  const instances = ids.map((id): [InstanceId, Instance] => {
    const at = id.indexOf("@", 1);
    return [
      id as InstanceId,
      {
        id: id as InstanceId,
        name: id.slice(0, at),
        version: id.slice(at + 1),
        packages: [`node_modules/${id}`] as never,
        importer: id === target || details.importers?.includes(id) === true,
        bytes: details.bytes?.[id] ?? 100,
        bundledNames: details.bundled?.[id] ?? [],
        edges: [...(edges.get(id) ?? [])].toSorted((a, b) => byCodeUnit(a.name, b.name)),
      },
    ];
  });
  return { target: target as InstanceId, instances: new Map(instances) };
}

function edgeOf(text: string): InstanceEdge {
  const { kind, optional, beside, name, to } = parseEdge(text);
  return { name, range: "*", declaredIn: "", to: to as InstanceId, kind, optional, ...(beside ? { beside } : {}) };
}

/** One line for each placement but the target's: `node_modules/a = a@1`, and `node_modules/b -> node_modules/a` for a link. */
export function drawLayout({ placements }: Layout): readonly string[] {
  return [...placements.values()]
    .filter(({ path }) => path !== ("" as BundlePath))
    .map((placement) =>
      placement.kind === "copy"
        ? `${placement.path} = ${placement.instance}`
        : `${placement.path} -> ${placement.target === "" ? "." : placement.target}`,
    );
}
