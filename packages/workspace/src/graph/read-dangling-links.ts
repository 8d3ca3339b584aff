import { packageLabel } from "@lambda-pack/model";
import type { InstalledPackage, Problem } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { pathInWorkspace, withSlashes } from "../disk/paths.ts";
import type { WorkspacePlaces } from "../disk/paths.ts";
import type { Visit } from "./visit-package.ts";

export interface VisitedPackage {
  readonly visit: Visit;
  readonly built: InstalledPackage;
}

/** A problem for each link in a node_modules that was looked at for a dependency and leads nowhere. */
export function readDanglingLinks(
  disk: Disk,
  places: WorkspacePlaces,
  visited: readonly VisitedPackage[],
): readonly Problem[] {
  const links = visited.flatMap(({ visit, built }) =>
    visit.edges.flatMap(({ result }) => result.dangling.map((link) => ({ link, dependent: packageLabel(built) }))),
  );
  return links.map(({ link, dependent }) => {
    const target = disk.readLink(link) ?? "";
    return {
      kind: "dangling-link",
      package: dependent,
      path: pathInWorkspace(places, link),
      target: withSlashes(target),
    };
  });
}
