import { defined } from "@lambda-pack/model";
import type { OpenedBundle } from "@lambda-pack/model";
import type { BundleDifference, ComparedBundle } from "./bundle-difference.ts";
import { compareArchives } from "./compare-archives.ts";
import { compareFiles } from "./compare-files.ts";
import { comparePackages } from "./compare-packages.ts";
import { countFiles } from "./count-files.ts";
import { sideOf } from "./side.ts";

export interface CompareOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * How `b` differs from `a`. Contents are the same where size and CRC-32 are: those that a zip says of itself, which are no proof
 * against forgery, and those of files of the workspace, which are read as far as their sizes leave it open.
 */
export async function compareBundles(
  a: OpenedBundle,
  b: OpenedBundle,
  { signal }: CompareOptions = {},
): Promise<BundleDifference> {
  const sides = [sideOf(a), sideOf(b)] as const;
  const files = await compareFiles(sides, signal);
  const equal = files.length === 0;
  const identical = a.archive && b.archive && a.archive.sha256 === b.archive.sha256;
  return {
    a: sumsOf(a),
    b: sumsOf(b),
    equal,
    ...defined({ identical }),
    // What a zip alone calls a package otherwise than the workspace does is no difference of the bundles.
    packages: equal ? [] : countFiles(await comparePackages(sides), files),
    files,
    archive: equal && identical === false ? compareArchives(a, b) : [],
  };
}

function sumsOf({ bundle, archive }: OpenedBundle): ComparedBundle {
  return {
    label: bundle.label,
    origin: bundle.origin,
    target: bundle.target,
    packages: bundle.packages.size,
    entries: bundle.entries.length,
    bytes: bundle.bytes,
    ...defined({ zippedBytes: archive?.size, sha256: archive?.sha256 }),
  };
}
