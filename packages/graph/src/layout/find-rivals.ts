import { foldedName } from "@lambda-pack/model";
import type { Closure } from "@lambda-pack/model";

/** Name → the other names of the closure that file systems which ignore case or normal form cannot tell from it. Mostly empty. */
export type Rivals = ReadonlyMap<string, readonly string[]>;

/** The names by which something is required or bundled, as far as they have rivals. */
export function findRivals({ instances }: Closure): Rivals {
  const byFolded = new Map<string, Set<string>>();
  for (const { edges, bundledNames } of instances.values()) {
    for (const { name } of edges) add(name);
    for (const name of bundledNames) add(name);
  }
  const groups = [...byFolded.values()].filter(({ size }) => size > 1).map((group) => [...group]);
  return new Map(groups.flatMap((group) => group.map((name) => [name, group.filter((other) => other !== name)])));

  function add(name: string): void {
    const key = foldedName(name);
    const group = byFolded.get(key);
    if (group === undefined) byFolded.set(key, new Set([name]));
    else group.add(name);
  }
}
