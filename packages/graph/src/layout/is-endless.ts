import type { Closure, InstanceEdge, InstanceId } from "@lambda-pack/model";
import { directoriesAbove, instanceAt } from "./directory.ts";
import type { Directory } from "./directory.ts";

export interface PlannedCopy {
  /** The directory that is to hold the copy. */
  readonly spot: Directory;
  readonly edge: InstanceEdge;
}

/** An instance nested below itself this often counts as endless in any case, so that no graph makes a layout of absurd size. */
const MAX_NESTED = 2;

/**
 * Whether placing the copy would go on for ever. What is placed below an instance depends only on what the instance, and all
 * that it reaches, see above it: an instance that sees below itself just what it sees above does the same there again.
 */
export function isEndless(closure: Closure, { spot, edge }: PlannedCopy): boolean {
  const earlier = [...directoriesAbove(spot)].filter(({ instance }) => instance.id === edge.to);
  if (earlier.length === 0) return false;
  if (earlier.length >= MAX_NESTED) return true;
  const names = [...namesReached(closure, edge.to)];
  // The copy will see itself under its own name, as it lies beside nothing else that has it.
  const seenBelow = new Map(names.map((name) => [name, name === edge.name ? edge.to : seenFrom(spot, name)]));
  return earlier.some(({ parent }) => {
    return parent !== undefined && names.every((name) => seenBelow.get(name) === seenFrom(parent, name));
  });
}

function seenFrom(from: Directory, name: string): ReturnType<typeof instanceAt> {
  for (const directory of directoriesAbove(from)) {
    const found = instanceAt(directory, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every name that the instance, or anything that it reaches, requires. */
function namesReached({ instances }: Closure, id: InstanceId): Set<string> {
  const members = new Set([id]);
  const names = new Set<string>();
  for (const member of members) {
    for (const { name, to } of instances.get(member)?.edges ?? []) {
      names.add(name);
      members.add(to);
    }
  }
  return names;
}
