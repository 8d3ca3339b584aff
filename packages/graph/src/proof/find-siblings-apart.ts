import { packageLabel } from "@lambda-pack/model";
import type { Closure, Layout, Problem } from "@lambda-pack/model";

/** Each package that could not be placed beside one whose files its native code may load by a relative path, by its path. */
export function findSiblingsApart({ instances }: Closure, { placements }: Layout): readonly Problem[] {
  return [...placements.values()].flatMap((placement) => {
    const instance = instances.get(placement.instance);
    if (placement.kind !== "copy" || instance === undefined) return [];
    return (placement.apart ?? []).flatMap((name): readonly Problem[] => {
      const edge = instance.edges.find((one) => one.name === name);
      if (edge === undefined) return [];
      return [{ kind: "siblings-apart", package: packageLabel(instance), path: placement.path, sibling: edge.to }];
    });
  });
}
