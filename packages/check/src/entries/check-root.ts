import type { Bundle, Finding } from "@lambda-pack/model";

/** Whether the target's package.json lies where Lambda unpacks the function. */
export function checkRoot({ entries, root, target }: Bundle): readonly Finding[] {
  const start = root === "" ? "" : `${root}/`;
  const paths = entries.map(({ path }) => path);
  if (paths.includes(`${start}package.json`)) return [];
  const folder = findOnlyFolder(paths);
  return folder !== undefined && paths.includes(`${folder}/package.json`)
    ? [{ kind: "no-package", severity: "warning", package: target, folder }]
    : // A single file that needs no package.json is a function as well.
      [{ kind: "no-package", severity: "note", package: target }];
}

/** The folder that holds everything. */
function findOnlyFolder([first, ...others]: readonly string[]): string | undefined {
  const slash = first?.indexOf("/") ?? -1;
  const start = first?.slice(0, slash + 1);
  if (start === undefined || start === "") return undefined;
  return others.every((path) => path.startsWith(start)) ? start.slice(0, -1) : undefined;
}
