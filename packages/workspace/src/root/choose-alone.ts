import { sep } from "node:path";
import type { JsonObject } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { isInstalledAlone } from "../importers/is-installed-alone.ts";
import type { RootFiles } from "../package-managers/root-files.ts";

/** Fields that say how files are loaded: a package.json with no others is a part of the package around it. */
const MARKERS = new Set(["type", "main", "module", "browser", "types", "typings", "exports", "imports", "sideEffects"]);

/**
 * Of the directories with a package.json at and above the working directory, nearest first, the package that a project without a
 * workspace consists of: the nearest that is more than a part or a copy (in build output) of one farther up.
 */
export function chooseAlone(disk: Disk, passed: readonly RootFiles[]): RootFiles | undefined {
  const candidates = passed.filter(isProject);
  const isCopy = ({ packageJson }: RootFiles, index: number): boolean =>
    candidates
      .slice(index + 1)
      .some((above) => above.packageJson?.["name"] === packageJson?.["name"] && isInstalledAlone(disk, above.dir));
  const chosen = candidates.find(
    (each, index) => isInstalledAlone(disk, each.dir) || (!isMarker(each.packageJson) && !isCopy(each, index)),
  );
  return chosen ?? candidates[0];
}

/** A directory with a package.json, which is not an installed package. */
export function isProject({ dir, packageJson }: RootFiles): boolean {
  return packageJson !== undefined && !dir.split(sep).includes("node_modules");
}

/** Whether the directory is no package of its own: its package.json says how files are loaded and no more, or it is installed. */
export function isPart(files: RootFiles): boolean {
  return !isProject(files) || isMarker(files.packageJson);
}

function isMarker(packageJson: JsonObject | undefined): boolean {
  return Object.keys(packageJson ?? {}).every((key) => MARKERS.has(key));
}
