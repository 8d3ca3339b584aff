import type { BundleDifference, PackageDifference } from "@lambda-pack/inspect";
import { counted, formatCount } from "@lambda-pack/model";
import { grownBytes, signedSize } from "./diff-texts.ts";

/** Of so many files, each is listed by itself. */
const FEW_FILES = 20;

/** Most packages that are listed when nothing has changed in them but that files are there, or are not. */
const MAX_PACKAGES = 20;

/**
 * Whether a package has the same version, place and contents, and only some of its files are in one of the bundles alone, as a trim
 * leaves it. What is packed itself never counts.
 */
export function isPartial(one: PackageDifference, { a }: Pick<BundleDifference, "a">): boolean {
  if (one.kind !== "changed" || one.files === undefined || one.before.id === a.target) return false;
  const { added, removed, changed } = one.files;
  const isContent = one.changes.length === 1 && one.changes[0] === "content";
  return isContent && changed === 0 && (added === 0 || removed === 0);
}

/** `1,900 of 2,287 files removed`; undefined of a package that is not partial. */
export function partialText(one: PackageDifference, difference: Pick<BundleDifference, "a">): string | undefined {
  if (one.kind !== "changed" || one.files === undefined || !isPartial(one, difference)) return undefined;
  const { added, removed } = one.files;
  if (removed > 0) return `${formatCount(removed)} of ${counted(one.before.files, "file")} removed`;
  return `${formatCount(added)} of ${counted(one.after.files, "file")} added`;
}

/** Ids of the partial packages, before and after, whose files are too many to be listed; none where they are few. */
export function largePartials(difference: BundleDifference): {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
} {
  const partial = difference.packages.flatMap((one) =>
    one.kind === "changed" && isPartial(one, difference) ? one : [],
  );
  const files = partial.reduce((sum, one) => sum + (one.files?.added ?? 0) + (one.files?.removed ?? 0), 0);
  const large = files > FEW_FILES ? partial : [];
  return { before: new Set(large.map((one) => one.before.id)), after: new Set(large.map((one) => one.after.id)) };
}

export interface ShownPackages {
  readonly shown: readonly PackageDifference[];
  /** Partial packages that are not shown, and by how much they have grown in all. */
  readonly more: number;
  /** What they are: `40 more packages with files removed, -69.7 KiB`. */
  readonly moreText: string;
}

/** The packages that are listed, in their order: of many partial ones, those that differ most. */
export function shownPackages(difference: BundleDifference, all: boolean): ShownPackages {
  const { packages } = difference;
  const partial = packages.filter((one) => isPartial(one, difference));
  const most = partial.toSorted((one, other) => Math.abs(grownBytes(other)) - Math.abs(grownBytes(one)));
  const hidden = all ? [] : most.slice(MAX_PACKAGES);
  const isHidden = new Set(hidden);
  return {
    shown: packages.filter((one) => !isHidden.has(one)),
    more: hidden.length,
    moreText: `${counted(hidden.length, "more package")} with files ${directionOf(hidden)}, ${signedSize(bytesOf(hidden))}`,
  };
}

function directionOf(partial: readonly PackageDifference[]): string {
  const has = (kind: "added" | "removed") =>
    partial.some((one) => one.kind === "changed" && (one.files?.[kind] ?? 0) > 0);
  return (["added", "removed"] as const).filter(has).join(" or ");
}

function bytesOf(packages: readonly PackageDifference[]): number {
  return packages.reduce((sum, one) => sum + grownBytes(one), 0);
}
