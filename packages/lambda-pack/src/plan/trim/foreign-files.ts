import { findForeignFiles } from "@lambda-pack/archive";
import { lambdaPlatform, pathBelow, pathInside } from "@lambda-pack/model";
import type { Bundle, BundlePath } from "@lambda-pack/model";

/** Files of third-party packages that are made for other platforms than the function's, as `prunePlatforms` finds them; by their paths. */
export function foreignFiles({ entries, packages, places }: Bundle, arch: string): ReadonlySet<string> {
  const files = new Map<BundlePath, string[]>();
  for (const { kind, path, place } of entries) {
    const id = places.get(place);
    if (kind !== "file" || id === undefined || packages.get(id)?.importer === true) continue;
    const inside = pathInside(place, path);
    const known = files.get(place);
    if (known === undefined) files.set(place, [inside]);
    else known.push(inside);
  }
  const platform = lambdaPlatform(arch);
  const foreign = [...files].flatMap(([place, paths]) =>
    [...findForeignFiles(paths, platform)].map((path) => pathBelow(place, path)),
  );
  return new Set(foreign);
}
