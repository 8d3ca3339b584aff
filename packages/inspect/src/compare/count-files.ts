import type { FileCounts, FileDifference, PackageDifference } from "./bundle-difference.ts";

/**
 * The same packages, each that is in both bundles with how many of its files differ. What another package has at the same path is
 * one file less for the one, and one more for the other.
 */
export function countFiles(
  packages: readonly PackageDifference[],
  files: readonly FileDifference[],
): readonly PackageDifference[] {
  const before = filesBy(files, (file) => (file.kind === "added" ? undefined : file.before.package));
  const after = filesBy(files, (file) => (file.kind === "removed" ? undefined : file.after.package));
  return packages.map((one) => {
    if (one.kind !== "changed") return one;
    const [gone, here] = [before.get(one.before.id) ?? [], after.get(one.after.id) ?? []];
    const changed = gone.filter((file) => file.kind === "changed" && file.after.package === one.after.id).length;
    const counts: FileCounts = { added: here.length - changed, removed: gone.length - changed, changed };
    return here.length + gone.length === 0 ? one : { ...one, files: counts };
  });
}

function filesBy(
  files: readonly FileDifference[],
  ownerOf: (file: FileDifference) => string | undefined,
): ReadonlyMap<string, readonly FileDifference[]> {
  const found = new Map<string, FileDifference[]>();
  for (const file of files) {
    const owner = ownerOf(file);
    const known = owner === undefined ? undefined : found.get(owner);
    if (known !== undefined) known.push(file);
    else if (owner !== undefined) found.set(owner, [file]);
  }
  return found;
}
