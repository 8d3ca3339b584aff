import type { Graph, Importer, Workspace } from "@lambda-pack/model";
import type { FileSystem } from "../disk/file-system.ts";
import { openGraphReader } from "./open-graph-reader.ts";
import type { GraphOptions } from "./open-graph-reader.ts";

export interface ReadGraphOptions extends GraphOptions {
  readonly fs?: FileSystem;
}

/** The graph of one target; `openGraphReader` is for several. */
export async function readGraph(
  workspace: Workspace,
  target: Importer,
  { fs, ...options }: ReadGraphOptions = {},
): Promise<Graph> {
  return openGraphReader(workspace, fs).readGraph(target, options);
}
