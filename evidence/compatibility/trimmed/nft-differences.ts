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
    name: "class",
    reason: "declarations, source maps and Markdown in folders that nft takes whole, and that no code names",
    fits: ({ file }) => /\.(?:d\.[cm]?ts|map|md)$/u.test(file),
  },
  {
    name: "platform",
    reason: "binaries for other platforms, of which nft takes all",
    fits: ({ file }) => /\/prebuilds\/(?!linux-x64\/)/u.test(file),
  },
  {
    name: "condition",
    reason:
      "the package.json names them for another condition: nft follows `import` and `require` for each specifier, Node.js the one that asks",
    fits: ({ isNamed }) => isNamed,
  },
  {
    name: "without-exports",
    reason:
      "the package has `exports`, which do not lead to them: nft also follows a specifier as Node.js would without them",
    fits: ({ hasExports }) => hasExports,
  },
  {
    name: "special",
    reason:
      "`semver/preload.js` and `pixelmatch/bin/pixelmatch`, which nft always adds to these packages, and which nothing loads",
    fits: ({ file }) => /\/semver\/preload\.js$|\/pixelmatch\/bin\/pixelmatch$/u.test(file),
  },
];

/** The name of the reason; undefined where none is known. */
export function differenceOf(traced: TracedFile, isKept: (file: string) => boolean): string | undefined {
  return differences.find(({ fits }) => fits(traced, isKept))?.name;
}
