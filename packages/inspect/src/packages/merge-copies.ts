// How copies that are equal are found:
// 1. Copies of equal name, version and content start in one class.
// 2. Members of a class part when an edge of the same name leads them to different classes.
// 3. Classes whose members depend on one that left are looked at again, until none parts any more.
// Only the smaller parts of a class get new numbers, so each copy leaves a class only a few times.

import type { CopyEdge } from "./resolve-edges.ts";

/** One copy of a package in a zip. */
export interface Copy {
  readonly dir: string;
  /** Equal where name, version and files are. */
  readonly content: string;
  readonly edges: readonly CopyEdge[];
}

/** Copies that cannot be told apart, in their order. */
export type EqualCopies = readonly [Copy, ...Copy[]];

/** Directory → all copies that equal the one there, itself included. Equal copies share one list. */
export function mergeCopies(copies: readonly Copy[]): ReadonlyMap<string, EqualCopies> {
  const classOf = new Map<string, CopyClass>();
  const dependents = dependentsOf(copies);
  const unsettled = new Set<CopyClass>();
  let count = 0;
  const add = (members: EqualCopies): void => {
    const added = { number: count++, members };
    for (const { dir } of members) classOf.set(dir, added);
    unsettled.add(added);
  };
  const edgesKey = ({ edges }: Copy): string =>
    JSON.stringify(edges.map(({ name, to }) => [name, classOf.get(to)?.number]));

  for (const members of groupBy(copies, ({ content }) => content)) add(members);
  // A Set also visits what is added while it is walked, even what has been visited and taken out before.
  for (const parting of unsettled) {
    unsettled.delete(parting);
    if (parting.members.length === 1) continue;
    const [staying, ...leaving] = groupBy(parting.members, edgesKey).toSorted((a, b) => b.length - a.length);
    if (staying === undefined || leaving.length === 0) continue;
    parting.members = staying;
    for (const members of leaving) add(members);
    for (const { dir } of leaving.flat()) {
      for (const dependent of dependents.get(dir) ?? []) unsettled.add(classAt(classOf, dependent));
    }
  }
  return new Map([...classOf].map(([dir, { members }]) => [dir, members]));
}

interface CopyClass {
  readonly number: number;
  members: EqualCopies;
}

function classAt(classOf: ReadonlyMap<string, CopyClass>, dir: string): CopyClass {
  const found = classOf.get(dir);
  if (found === undefined) throw new Error(`No copy lies at ${dir}`);
  return found;
}

function dependentsOf(copies: readonly Copy[]): ReadonlyMap<string, readonly string[]> {
  const dependents = new Map<string, string[]>();
  for (const { dir, edges } of copies) {
    for (const { to } of edges) {
      const known = dependents.get(to);
      if (known === undefined) dependents.set(to, [dir]);
      else known.push(dir);
    }
  }
  return dependents;
}

function groupBy(copies: readonly Copy[], keyOf: (copy: Copy) => string): EqualCopies[] {
  const groups = new Map<string, [Copy, ...Copy[]]>();
  for (const copy of copies) {
    const key = keyOf(copy);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [copy]);
    else group.push(copy);
  }
  return [...groups.values()];
}
