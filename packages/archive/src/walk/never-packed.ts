import nodePath from "node:path";

import { comparablePath } from "../disk/comparable-path.ts";
import { wayInside } from "../disk/way-inside.ts";
import type { WalkOptions } from "./walk-options.ts";

/** Names of folders in which version control keeps its history. */
export const vcsFolders: ReadonlySet<string> = new Set([".git", ".hg", ".svn", "CVS"]);

/** Names that this tool's own temporary directories begin with. */
export const temporaryPrefix = ".lambda-pack-";

/** For a folder, by its real path: which names in it are packed in no case, so that no walk needs to enter them. */
export type NeverPacked = (folder: string) => (name: string) => boolean;

/**
 * What is no part of a package whatever its rules say: version control, its `node_modules`, other importers, outputs.
 * A third-party package may hold folders named node_modules deeper inside; they are content.
 */
export function neverPacked(
  options: Pick<WalkOptions, "dir" | "importer" | "manifest" | "bundled" | "leaveOut" | "platform">,
): NeverPacked {
  const { dir, importer, platform } = options;
  const leavesOutInside = leftOutInside(options).length > 0;
  const leaveOut = comparable(options);
  const anyDepth = hasNodeModulesNowhere(options);
  const self = comparablePath(dir, platform);
  const isLeftOut = (path: string): boolean => {
    const compared = comparablePath(path, platform);
    return leaveOut.has(compared) && compared !== self;
  };

  return (folder) => {
    const path = pathInside(dir, folder);
    const mayBeLeftOut = path === undefined || leavesOutInside;
    const isOthers =
      path === undefined || anyDepth ? (name: string) => name === "node_modules" : othersInside(path, options);
    return (name) => {
      if (vcsFolders.has(name) || isOthers(name)) return true;
      if (importer && (name === ".lambda-pack" || name.startsWith(temporaryPrefix))) return true;
      return mayBeLeftOut && isLeftOut(`${folder}/${name}`);
    };
  };
}

/** A workspace has thousands of paths to leave out: only where they are written in several ways is there a list of its own. */
function comparable({
  leaveOut,
  platform = nodePath,
}: Pick<WalkOptions, "leaveOut" | "platform">): ReadonlySet<string> {
  return platform.sep === "/" ? leaveOut : new Set([...leaveOut].map((each) => comparablePath(each, platform)));
}

/** Those of the paths to leave out that lie inside of the package. */
export function leftOutInside({
  dir,
  leaveOut,
  platform,
}: Pick<WalkOptions, "dir" | "leaveOut" | "platform">): readonly string[] {
  return [...leaveOut].filter((each) => (wayInside(dir, each, platform) ?? "") !== "");
}

/** Whether folders named node_modules are left out at any depth. */
export function hasNodeModulesNowhere({ importer, manifest }: Pick<WalkOptions, "importer" | "manifest">): boolean {
  return importer && manifest.files === undefined;
}

/** What package managers and the planner fill, in a folder at this path of a package that may bundle packages. */
function othersInside(
  folder: string,
  { importer, bundled }: Pick<WalkOptions, "importer" | "bundled">,
): (name: string) => boolean {
  if (folder !== "" && !isOrIsInside("node_modules", folder)) return () => false;
  const packed = importer ? [] : bundled;
  return (name) => {
    const path = folder === "" ? name : `${folder}/${name}`;
    // Package managers fill it as they like, for bundled packages too.
    if (name === ".bin" && isPackagePlace(path)) return true;
    return (
      isOrIsInside("node_modules", path) && !packed.some((each) => isOrIsInside(each, path) || isOrIsInside(path, each))
    );
  };
}

/** Whether Node looks for packages at this path from the package's directory: `node_modules/debug/node_modules/ms`. */
export function isPackagePlace(path: string): boolean {
  return /^(?:node_modules\/(?:@[^/]+\/)?[^/]+(?:\/(?=.)|$))+$/u.test(path);
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
