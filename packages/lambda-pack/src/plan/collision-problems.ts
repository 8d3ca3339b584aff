import type { NameCollision } from "@lambda-pack/archive";
import { byCodeUnit, packageLabel, splitPlace } from "@lambda-pack/model";
import type { BundlePath, Closure, InstanceId, Layout, Problem } from "@lambda-pack/model";

/**
 * Names that Lambda tells apart and other file systems do not: of files in a third-party package, one problem for each package;
 * of two packages, one for both, whatever lies in them.
 */
export function collisionProblems(
  collisions: readonly NameCollision[],
  closure: Closure,
  layout: Layout,
): readonly Problem[] {
  if (collisions.length === 0) return [];
  const files = new Map<string, Set<string>>();
  const pairs = new Map<string, Problem>();
  for (const { paths, places } of collisions) {
    const [one, other] = places;
    if (one.path === other.path) {
      const own = files.get(one.path) ?? new Set();
      files.set(one.path, own);
      for (const path of paths) own.add(one.path === "" ? path : path.slice(one.path.length + 1));
      continue;
    }
    const [first = "", second = ""] = apart(one.path, other.path).toSorted(byCodeUnit);
    if (!pairs.has(`${first}\n${second}`)) pairs.set(`${first}\n${second}`, pairProblem(first, second));
  }
  const inside = [...files].map(([place, own]): Problem => ({
    kind: "names-collide",
    package: labelAt(place),
    paths: [...own].toSorted(byCodeUnit),
  }));
  return [...pairs.values(), ...inside];

  function pairProblem(first: string, second: string): Problem {
    const owner = splitPlace(first)?.owner ?? "";
    return {
      kind: "names-collide",
      package: labelAt(owner),
      paths: [first, second],
      packages: [labelAt(first), labelAt(second)],
    };
  }

  function labelAt(place: string): string {
    const placement = layout.placements.get(place as BundlePath);
    return labelOf(closure, placement?.instance ?? closure.target);
  }
}

/** The highest directories of packages on the way to each place that are not the same. */
function apart(one: string, other: string): readonly string[] {
  const [ways, others] = [wayTo(one), wayTo(other)];
  const index = ways.findIndex((place, at) => place !== others[at]);
  return [ways[index] ?? one, others[index] ?? other];
}

function wayTo(place: string): readonly string[] {
  const owner = splitPlace(place)?.owner;
  return owner === undefined ? [place] : [...wayTo(owner), place];
}

function labelOf({ instances }: Closure, id: InstanceId): string {
  return packageLabel(instances.get(id) ?? { name: id, version: "" });
}
