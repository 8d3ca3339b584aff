import type { TracedFile } from "./trace-by-nft.ts";

/** Why `reachable` leaves out files that @vercel/nft traces. */
export interface NftDifference {
  readonly name: string;
  readonly reason: string;
  /** Whether a file that was left out is left out for this reason. */
  readonly fits: (traced: TracedFile, isKept: (file: string) => boolean) => boolean;
}

/** In order: the first that fits is the reason. */
export const differences: readonly NftDifference[] = [
  {
    name: "cascade",
    reason: "only such files lead to them",
    fits: ({ parents }, isKept) => parents.length > 0 && !parents.some(isKept),
  },
  {
    name: "condition",
    reason:
      "the package.json names them for another condition: nft follows `import` and `require` for each specifier, Node.js the one that asks",
    fits: ({ isNamed }) => isNamed,
  },
];

/** The name of the reason; undefined where none is known. */
export function differenceOf(traced: TracedFile, isKept: (file: string) => boolean): string | undefined {
  return differences.find(({ fits }) => fits(traced, isKept))?.name;
}
