import type { Bundle, Finding } from "@lambda-pack/model";
import { labelOf } from "../owner-of.ts";

/** Whether the target's package.json lies where Lambda unpacks the function. */
export function checkRoot(bundle: Bundle): readonly Finding[] {
  const { entries, root, target } = bundle;
  const start = root === "" ? "" : `${root}/`;
  const paths = entries.map(({ path }) => path);
  if (paths.includes(`${start}package.json`)) return [];
  const folder = findOnlyFolder(paths);
  return folder !== undefined && paths.includes(`${folder}/package.json`)
    ? [{ kind: "no-package", severity: "warning", package: labelOf(bundle, target), folder }]
    : // A single file that needs no package.json is a function as well.
      [{ kind: "no-package", severity: "note", package: labelOf(bundle, target) }];
}

/** The folder that holds everything. */
function findOnlyFolder([first, ...others]: readonly string[]): string | undefined {
  const slash = first?.indexOf("/") ?? -1;
  const start = first?.slice(0, slash + 1);
  if (start === undefined || start === "") return undefined;
  return others.every((path) => path.startsWith(start)) ? start.slice(0, -1) : undefined;
}
