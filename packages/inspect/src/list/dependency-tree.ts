import { defined, withoutOptionalPeers } from "@lambda-pack/model";
import type { Bundle, InstanceEdge, InstanceId } from "@lambda-pack/model";

/** One line of a tree that is written from its top to its bottom. */
export interface TreeLine {
  readonly id: InstanceId;
  /** The edge from the line above it in the tree; absent at a root. */
  readonly edge?: InstanceEdge;
  /** One for each level, the line's own last: whether more lines of that level follow below. Empty at a root. */
  readonly follows: readonly boolean[];
  /** It has another line, on the shortest path to it, and its dependencies stand there. */
  readonly repeated: boolean;
  /** How many dependencies it has that are not shown, because they lie too deep. */
  readonly hidden: number;
}

export interface TreeOptions {
  /** Levels below the roots that are shown; all unless given. */
  readonly depth?: number | undefined;
  /** The order of the lines below one line; by the names they are required by unless given. */
  readonly order?: ((a: InstanceEdge, b: InstanceEdge) => number) | undefined;
}

/**
 * The dependencies as a tree: each package is expanded once, on the shortest path to it, and elsewhere it is a line. The first
 * root is the target; the others are extraneous packages, as there may be in zips of other tools.
 */
export function dependencyTree(bundle: Bundle, { depth = Infinity, order }: TreeOptions = {}): readonly TreeLine[] {
  const { roots, expandedAt } = spanningForest(bundle);
  const lines: TreeLine[] = [];
  // What is still to be written, the next one last: a chain of dependencies may be longer than the stack is deep.
  const open: OpenLine[] = roots.map((id) => ({ id, follows: [] })).toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { id, edge, follows } = next;
    const edges = bundle.packages.get(id)?.edges ?? [];
    const expanded = edge === undefined || expandedAt.get(id) === edge;
    const below = expanded && follows.length < depth ? (order === undefined ? edges : edges.toSorted(order)) : [];
    lines.push({
      id,
      ...defined({ edge }),
      follows,
      repeated: !expanded,
      hidden: expanded && below.length === 0 ? edges.length : 0,
    });
    const last = below.at(-1);
    for (const each of below.toReversed()) open.push({ id: each.to, edge: each, follows: [...follows, each !== last] });
  }
  return lines;
}

type OpenLine = Pick<TreeLine, "id" | "edge" | "follows">;

interface Forest {
  readonly roots: readonly InstanceId[];
  /** The edge at which each package is expanded. */
  readonly expandedAt: ReadonlyMap<InstanceId, InstanceEdge>;
}

/** What the target reaches; then packages that none depends on, with all below them; then what is left: extraneous cycles. */
function spanningForest({ target, packages }: Bundle): Forest {
  const required = new Set(
    [...packages.values()].flatMap((one) => withoutOptionalPeers(one.edges).map(({ to }) => to)),
  );
  const loose = [...packages.keys()].filter((id) => !required.has(id));
  const roots: InstanceId[] = [];
  const expandedAt = new Map<InstanceId, InstanceEdge>();
  const reached = new Set<InstanceId>();
  for (const root of [target, ...loose, ...packages.keys()]) {
    if (reached.has(root)) continue;
    roots.push(root);
    const tree = new Set([root]);
    reached.add(root);
    for (const id of tree) {
      for (const edge of withoutOptionalPeers(packages.get(id)?.edges ?? [])) {
        if (reached.has(edge.to)) continue;
        reached.add(edge.to);
        tree.add(edge.to);
        expandedAt.set(edge.to, edge);
      }
    }
  }
  return { roots, expandedAt };
}
