import { byCodeUnit } from "@lambda-pack/model";

/** What the file of `--record` says: which files of one bundle its function has opened in all runs that were recorded. */
export interface OpenedFiles {
  readonly version: typeof OPENED_VERSION;
  readonly bundle: {
    /** Of the target. */
    readonly name: string;
    /** Of all paths and contents: see `bundleDigest`. */
    readonly sha256: string;
  };
  /** Ordered by path. */
  readonly files: readonly OpenedFile[];
  /** Directories whose names were listed, ordered. */
  readonly listed: readonly string[];
  /** Files and links that were asked for without being opened, ordered. */
  readonly checked: readonly string[];
}

export interface OpenedFile {
  readonly path: string;
  /** Ordered. */
  readonly kinds: readonly OpenedKind[];
}

export const OPENED_VERSION = 1;

export const openedKinds = ["addon", "data", "executed", "link", "manifest", "module"] as const;

export type OpenedKind = (typeof openedKinds)[number];

/** All that two records of one bundle say. */
export function mergeOpened(one: OpenedFiles, other: OpenedFiles): OpenedFiles {
  const kinds = new Map<string, ReadonlySet<OpenedKind>>();
  for (const file of [...one.files, ...other.files]) {
    kinds.set(file.path, new Set([...(kinds.get(file.path) ?? []), ...file.kinds]));
  }
  return {
    ...one,
    files: [...kinds]
      .map(([path, all]) => ({ path, kinds: [...all].toSorted(byCodeUnit) }))
      .toSorted((a, b) => byCodeUnit(a.path, b.path)),
    listed: union(one.listed, other.listed),
    checked: union(one.checked, other.checked).filter((path) => !kinds.has(path)),
  };
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])].toSorted(byCodeUnit);
}
