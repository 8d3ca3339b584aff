import { nodeModulesPath } from "@lambda-pack/model";
import type { BundlePath, Closure, InstanceId } from "@lambda-pack/model";
import { directoriesAbove } from "./directory.ts";
import type { Directory } from "./directory.ts";
import { instanceOf } from "./instance-of.ts";
import type { PlacedOnce } from "./place-once.ts";
import type { Spot } from "./spots.ts";

/**
 * Where directories should lie instead of where they do: at the place from which the most edges find the instance; of equal ones
 * the highest, then one under its own name, and else where it is needed first. What has siblings stays with them, unless it
 * lies apart from them and need not.
 */
export function chooseHomes(closure: Closure, { directories, spots }: PlacedOnce): ReadonlyMap<InstanceId, BundlePath> {
  const homes = new Map<InstanceId, BundlePath>();
  const linked = new Map([...spots].filter(([, own]) => own.length > 1));
  if (linked.size === 0) return homes;
  const finders = countFinders(directories, linked);
  for (const [id, own] of linked) {
    const { name, edges } = instanceOf(closure, id);
    const present = own.find(({ path }) => path === directories.get(id)?.path);
    if (present === undefined) continue;
    const best = own.reduce((one, other) => (isBetter(other, one, { name, finders }) ? other : one), present);
    const hasSiblings = edges.some(({ beside }) => beside === true);
    if (best !== present && (!hasSiblings || (best.isWhole && !present.isWhole))) homes.set(id, best.path);
  }
  return homes;
}

/** How many edges find one of these instances at each of its places. */
function countFinders(
  directories: ReadonlyMap<InstanceId, Directory>,
  linked: ReadonlyMap<InstanceId, unknown>,
): ReadonlyMap<BundlePath, number> {
  const finders = new Map<BundlePath, number>();
  for (const from of directories.values()) {
    for (const { name, to } of from.instance.edges) {
      if (!linked.has(to)) continue;
      const parent = [...directoriesAbove(from)].find(({ entries }) => entries.has(name));
      if (parent === undefined) throw new Error(`The plan has no place for ${to} that ${from.path} finds`);
      const path = nodeModulesPath(parent.path, name);
      finders.set(path, (finders.get(path) ?? 0) + 1);
    }
  }
  return finders;
}

interface Measure {
  /** The instance's own name. */
  readonly name: string;
  readonly finders: ReadonlyMap<BundlePath, number>;
}

function isBetter(one: Spot, other: Spot, { name, finders }: Measure): boolean {
  if (one.isWhole !== other.isWhole) return one.isWhole;
  const more = (finders.get(one.path) ?? 0) - (finders.get(other.path) ?? 0);
  if (more !== 0) return more > 0;
  const deeper = depthOf(one) - depthOf(other);
  if (deeper !== 0) return deeper < 0;
  return one.name === name && other.name !== name;
}

function depthOf({ path }: Spot): number {
  return path.split("/node_modules/").length;
}
