import type { PageFacts, PagePackage, PageWhole } from "./page-data.ts";

/** What keeps packages whole, as a rule one line of code, and the packages. */
export interface WholeCause {
  readonly message: string;
  /** Bytes of these packages that stay. */
  readonly bytes: number;
  /** The heaviest first. */
  readonly members: readonly PageWhole[];
}

/** What keeps most bytes first. `whole` has the heaviest first. */
export function wholeCauses(whole: readonly PageWhole[]): readonly WholeCause[] {
  const found = new Map<string, PageWhole[]>();
  for (const each of whole) {
    const known = found.get(each.message);
    if (known === undefined) found.set(each.message, [each]);
    else known.push(each);
  }
  return [...found]
    .map(([message, members]) => ({ message, members, bytes: members.reduce((sum, { bytes }) => sum + bytes, 0) }))
    .toSorted((a, b) => b.bytes - a.bytes);
}

/** How many packages these are: one may lie in several places. */
export function countPackages(whole: readonly PageWhole[]): number {
  return new Set(whole.map((each) => each.package)).size;
}

/** How to leave out more: of the heaviest cause that the setting `reachable` can deny. */
export function findReachableHint(
  causes: readonly WholeCause[],
  packages: PageFacts["packages"],
): { readonly name: string; readonly bytes: number } | undefined {
  for (const { members, bytes } of causes) {
    const [first] = members;
    if (first === undefined || (first.reason !== "computes" && first.reason !== "named-elsewhere")) continue;
    const owner = ownerOf(first.from ?? "", packages);
    // Own packages are never trimmed, so that no setting can name them.
    if (owner !== undefined && !owner.importer) return { name: owner.name, bytes };
  }
  return undefined;
}

/** The package whose directory a file lies in: the deepest one. */
function ownerOf(file: string, packages: readonly PagePackage[]): PagePackage | undefined {
  let [found, length]: readonly [PagePackage | undefined, number] = [undefined, -1];
  for (const one of packages) {
    for (const path of one.paths) {
      const start = path === "." ? "" : `${path}/`;
      if (start.length > length && file.startsWith(start)) [found, length] = [one, start.length];
    }
  }
  return found;
}
