import type { BundleMemory, PackageWalk } from "@lambda-pack/archive";
import type { Workspace } from "@lambda-pack/model";
import { openGraphReader, openSourceFileSystem } from "@lambda-pack/workspace";
import type { GraphReader, SourceFileSystem } from "@lambda-pack/workspace";

/** A workspace and what its packages are read through, for all targets of a command: what one needs is there for the next. */
export interface OpenedWorkspace {
  readonly workspace: Workspace;
  /** The disk, or the zips that packages lie in. */
  readonly source: SourceFileSystem;
  readonly graphs: GraphReader;
  /** How the listed packages are walked; again for each target unless given. */
  readonly walk?: PackageWalk | undefined;
  /** What the targets before have packed; nothing unless given. */
  readonly bundles?: BundleMemory | undefined;
}

/** Opens a workspace for one use, and closes it whatever happens: nothing of what was read stays in memory. */
export async function withWorkspace<T>(workspace: Workspace, use: (opened: OpenedWorkspace) => Promise<T>): Promise<T> {
  const source = await openSourceFileSystem(workspace);
  try {
    return await use({ workspace, source, graphs: openGraphReader(workspace, source) });
  } finally {
    source.close();
  }
}
