import { mainEntry, otherEntries, pathInside } from "@lambda-pack/model";
import type { PackageJson } from "@lambda-pack/scan";
import type { PackageCopy } from "./packages-of.ts";

/** Files that a copy's package.json leads Node to, from the package's directory, and the field that does. Conditions for types are none of Node's. */
export function filesOfManifest(copy: PackageCopy, json: PackageJson | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (json === undefined) return found;
  const files = new Set(copy.files.map(({ path }) => pathInside(copy.place, path)));
  const fields = { main: json.main, exports: json.exports, imports: json.imports, bin: [] };
  const main = mainEntry(fields, (path) => files.has(path));
  for (const { field, targets } of [
    ...(main === undefined ? [] : [main]),
    ...otherEntries(fields, (path) => files.has(path)),
  ]) {
    for (const { file } of targets) if (file !== undefined) found.set(file, field);
  }
  return found;
}
