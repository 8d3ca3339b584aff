import type { BundleDifference, FileDifference } from "@lambda-pack/inspect";
import { largePartials } from "./partial-packages.ts";

/**
 * The files that the list of packages does not explain: of what is packed itself, and of packages that have other content in the
 * same version. Those of a package that was added, removed, moved or updated are as many as it has; those that it only has more or
 * less are counted there, where they are many.
 */
export function unexplainedFiles(difference: BundleDifference): readonly FileDifference[] {
  const { a, b, packages, files } = difference;
  const partial = largePartials(difference);
  const replaced = { before: new Set<string>(), after: new Set<string>() };
  const moved = { before: new Set<string>(), after: new Set<string>() };
  for (const one of packages) {
    const isMove = one.kind === "changed" && !one.changes.includes("name") && !one.changes.includes("version");
    if (isMove && !one.changes.includes("place")) continue;
    const { before, after } = isMove ? moved : replaced;
    if (one.kind !== "added" && one.before.id !== a.target) before.add(one.before.id);
    if (one.kind !== "removed" && one.after.id !== b.target) after.add(one.after.id);
  }
  return files.filter((file) => {
    if (file.kind === "changed")
      return !(replaced.before.has(file.before.package) && replaced.after.has(file.after.package));
    if (file.kind === "added" ? partial.after.has(file.after.package) : partial.before.has(file.before.package))
      return false;
    return file.kind === "added"
      ? !replaced.after.has(file.after.package) && !moved.after.has(file.after.package)
      : !replaced.before.has(file.before.package) && !moved.before.has(file.before.package);
  });
}
