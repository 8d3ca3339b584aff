import { posix } from "node:path";
import { parentOf, pathBelow } from "@lambda-pack/model";
import type { ImportCause } from "@lambda-pack/model";
import type { AskedIn } from "./asked-in.ts";

/** What the path of an import may end in, where it leaves that out. */
const ENDS = [
  "",
  ".js",
  ".mjs",
  ".cjs",
  ".json",
  "/index.js",
  "/index.mjs",
  "/index.cjs",
  ".ts",
  ".mts",
  ".cts",
  ".tsx",
  "/index.ts",
];

/**
 * The file that a relative path inside of the package most likely means: of the same name in other case, with an extension that
 * `import` does not try, in TypeScript, or one that the package has and the bundle has not.
 */
export function findSimilarFile({ ask, path, owner, options, resolver }: AskedIn): ImportCause | undefined {
  const asked = ask.by === "import" ? ask.specifier.replace(/[?#].*$/su, "") : ask.specifier;
  const wanted = posix.join(parentOf(path), asked).replace(/\/$/u, "");
  const bases = [wanted, wanted.replace(/\.[cm]?js$/u, "")];
  const names = new Map(
    [...new Set(bases.flatMap((base) => ENDS.map((end) => base + end)))].map((name, rank) => [name, rank]),
  );
  const rankOf = (name: string) => names.get(name);
  const folded = new Map([...names].toReversed().map(([name, rank]) => [name.toLowerCase(), rank]));
  const packed = resolver.tree.namesIn(owner.place, (name) => folded.has(name.toLowerCase()));
  const best = nearest(packed, (name) => rankOf(name) ?? names.size + (folded.get(name.toLowerCase()) ?? 0));
  if (best !== undefined) return { kind: "similar-file", path: best, packed: true };
  const left = owner.bundlePackage.importer ? (options.listFiles?.(owner.bundlePackage) ?? []) : [];
  const source = nearest(
    left.filter(({ inPackage }) => names.has(pathBelow(owner.place, inPackage))),
    ({ inPackage }) => rankOf(pathBelow(owner.place, inPackage)) ?? 0,
  );
  return source && { kind: "similar-file", path: source.path, packed: false };
}

function nearest<T>(candidates: readonly T[], rankOf: (candidate: T) => number): T | undefined {
  return candidates.toSorted((a, b) => rankOf(a) - rankOf(b))[0];
}
