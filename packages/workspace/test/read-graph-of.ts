import type { Edge, Graph, InstalledPackage } from "@lambda-pack/model";
import { findImporters, readGraph, readWorkspace } from "../src/index.ts";
import type { ReadGraphOptions } from "../src/index.ts";

/** The graph of the package that `target` names, in the monorepo at `cwd`. */
export async function readGraphOf(cwd: string, target = "database", options: ReadGraphOptions = {}): Promise<Graph> {
  const workspace = await readWorkspace(cwd);
  const [importer] = findImporters(workspace, [target], workspace.root);
  if (importer === undefined) throw new Error(`No importer ${target}`);
  return readGraph(workspace, importer, options);
}

/** One line for each package and each of its edges: `packages/database` and `packages/database > ms = node_modules/ms`. */
export function drawGraph({ packages }: Graph): readonly string[] {
  return [...packages.values()].flatMap((each) => [
    drawPackage(each),
    ...each.edges.map((edge) => drawEdge(each, edge)),
  ]);
}

function drawPackage({ id, bundled }: InstalledPackage): string {
  return `${id === "" ? "." : id}${bundled.length === 0 ? "" : ` with ${bundled.join(", ")}`}`;
}

function drawEdge({ id }: InstalledPackage, { name, optional, to }: Edge): string {
  return `${id === "" ? "." : id} > ${name}${optional ? "?" : ""} = ${to === undefined ? "nothing" : to === "" ? "." : to}`;
}

/** The edge of that name; the test fails without it. */
export function edgeOf(graph: Graph, id: string, name: string): Edge {
  const edge = [...graph.packages.values()].find((each) => each.id === id)?.edges.find((each) => each.name === name);
  if (edge === undefined) throw new Error(`No edge ${name} of ${id}`);
  return edge;
}
