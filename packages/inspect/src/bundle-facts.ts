import type { Bundle, InstanceId } from "@lambda-pack/model";

/** Which bundle something is said of. Plain JSON. */
export interface BundleFacts {
  /** Planned from the workspace, or read from a zip. */
  readonly origin: Bundle["origin"];
  /** What was asked for: the package's name, or the zip's path as it was given. */
  readonly label: string;
  /** The directory that the target lies in: `.`, but for bundles with a prefix, such as layers. */
  readonly root: string;
  /** Id of the package at the root. */
  readonly target: InstanceId;
}

export function bundleFacts({ origin, label, root, target }: Bundle): BundleFacts {
  return { origin, label, root: shownPlace(root), target };
}

/** A directory of the bundle as JSON and texts name it: the bundle's root is `.`. */
export function shownPlace(path: string): string {
  return path === "" ? "." : path;
}
