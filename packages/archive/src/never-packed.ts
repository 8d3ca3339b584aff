import type { ListOptions } from "./list-options.ts";

/** Names of folders in which version control keeps its history. */
export const vcsFolders: ReadonlySet<string> = new Set([".git", ".hg", ".svn", "CVS"]);

/** Names that this tool's own temporary directories begin with. */
export const temporaryPrefix = ".lambda-pack-";

/** Whether something at this real path is packed in no case, so that nobody needs to walk into it. */
export type NeverPacked = (real: string, name: string) => boolean;

/**
 * What is no part of a package whatever its rules say: version control, its `node_modules`, other importers, outputs.
 * A third-party package may hold folders named node_modules deeper inside; they are content.
 */
export function neverPacked(options: ListOptions): NeverPacked {
  const leaveOut = new Set(options.leaveOut);
  const anyDepth = options.importer && options.manifest.files === undefined;
  const bundled = options.importer ? [] : options.bundled;

  return (real, name) => {
    if (leaveOut.has(real) || vcsFolders.has(name)) return true;
    if (options.importer && (name === ".lambda-pack" || name.startsWith(temporaryPrefix))) return true;
    const path = pathInside(options.dir, real);
    if (path === undefined || anyDepth) return name === "node_modules";
    // Package managers fill it as they like, for bundled packages too.
    if (name === ".bin" && isPackagePlace(path)) return true;
    return (
      isOrIsInside("node_modules", path) &&
      !bundled.some((each) => isOrIsInside(each, path) || isOrIsInside(path, each))
    );
  };
}

/** Whether Node looks for packages at this path from the package's directory: `node_modules/debug/node_modules/ms`. */
export function isPackagePlace(path: string): boolean {
  return /^(?:node_modules\/(?:@[^/]+\/)?[^/]+(?:\/(?=.)|$))+$/.test(path);
}

/** Path from a directory to something in it, empty for itself; undefined when it lies elsewhere. */
export function pathInside(dir: string, real: string): string | undefined {
  if (real === dir) return "";
  const start = dir.endsWith("/") ? dir : `${dir}/`;
  return real.startsWith(start) ? real.slice(start.length) : undefined;
}

function isOrIsInside(dir: string, path: string): boolean {
  return pathInside(dir, path) !== undefined;
}
