import { packageLabel } from "@lambda-pack/model";
import type { InstalledPackage, Problem } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { pathFromRoot, withSlashes } from "../disk/paths.ts";
import type { Visit } from "./visit-package.ts";

export interface VisitedPackage {
  readonly visit: Visit;
  readonly built: InstalledPackage;
}

/** A problem for each link in a node_modules that was looked at for a dependency and leads nowhere. */
export function readDanglingLinks(disk: Disk, root: string, visited: readonly VisitedPackage[]): readonly Problem[] {
  const links = visited.flatMap(({ visit, built }) =>
    visit.edges.flatMap(({ result }) => result.dangling.map((link) => ({ link, dependent: packageLabel(built) }))),
  );
  return links.map(({ link, dependent }) => {
    const target = disk.readLink(link) ?? "";
    return { kind: "dangling-link", package: dependent, path: pathFromRoot(root, link), target: withSlashes(target) };
  });
}
