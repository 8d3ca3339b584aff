import type { ZipListing } from "./list-zip.ts";

const fields = ["mode", "date", "method", "size", "crc", "compressedSize"] as const;

/**
 * In words, the first entry in which two zips differ, and in what; undefined when their listings are the same. What comes
 * first is missing entries, then order, then what the entries say.
 */
export function firstZipDifference(left: readonly ZipListing[], right: readonly ZipListing[]): string | undefined {
  return findMissing(left, right) ?? findMoved(left, right) ?? findChanged(left, right);
}

function findMissing(left: readonly ZipListing[], right: readonly ZipListing[]): string | undefined {
  const [leftNames, rightNames] = [namesOf(left), namesOf(right)];
  const onlyLeft = left.find(({ name }) => !rightNames.has(name));
  if (onlyLeft !== undefined) return `${onlyLeft.name} is in the first zip only`;
  const onlyRight = right.find(({ name }) => !leftNames.has(name));
  if (onlyRight !== undefined) return `${onlyRight.name} is in the second zip only`;
  return left.length === right.length ? undefined : `${left.length} entries became ${right.length}: names are doubled`;
}

function namesOf(listing: readonly ZipListing[]): ReadonlySet<string> {
  return new Set(listing.map(({ name }) => name));
}

function findMoved(left: readonly ZipListing[], right: readonly ZipListing[]): string | undefined {
  const index = left.findIndex(({ name }, at) => name !== right[at]?.name);
  return index === -1 ? undefined : `order: entry ${index} is ${left[index]?.name}, then ${right[index]?.name}`;
}

function findChanged(left: readonly ZipListing[], right: readonly ZipListing[]): string | undefined {
  for (const [index, entry] of left.entries()) {
    const other = right[index];
    const field = fields.find((each) => entry[each] !== other?.[each]);
    if (field !== undefined) return `${entry.name}: ${field} is ${entry[field]}, then ${other?.[field]}`;
  }
  return undefined;
}
