import type { Candidate } from "./candidate.ts";
import { hasNodeModulesNowhere, leftOutInside } from "./never-packed.ts";
import { walkPackage } from "./walk-package.ts";
import type { WalkOptions } from "./walk-options.ts";

/** What `listPackageFiles` asks for all that is in a package's folder. */
export type PackageWalk = (options: WalkOptions) => readonly Candidate[];

/**
 * Walks each folder once, for listings that are to see one state of one file system: those of the targets of one command.
 * What was met stays in memory as long as the walk that is returned.
 */
export function rememberWalks(): PackageWalk {
  const known = new Map<string, readonly Candidate[]>();
  return (options) => {
    const key = walkKey(options);
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const { candidates, leaves } = walkPackage(options);
    if (!leaves) known.set(key, candidates);
    return candidates;
  };
}

/** All that decides what is met, as long as no link leads out of the package. */
function walkKey(options: WalkOptions): string {
  const { dir, path, label, importer, bundled } = options;
  const anywhere = hasNodeModulesNowhere(options);
  return JSON.stringify([dir, path, label, importer, anywhere, bundled, leftOutInside(options)]);
}
