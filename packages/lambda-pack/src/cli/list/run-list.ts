import { byCodeUnit } from "@lambda-pack/model";
import type { Bundle, InstanceEdge } from "@lambda-pack/model";
import { dependencyTree, listOrders, listPackages } from "@lambda-pack/inspect";
import type { ListOrder, PackageList, TreeLine } from "@lambda-pack/inspect";
import type { listSpec } from "../commands/list.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import type { ExitCode, Io } from "../io.ts";
import { renderFiles } from "./render-files.ts";
import { renderList } from "./render-list.ts";
import { renderTree } from "./render-tree.ts";
import { runInspection } from "../runner/run-inspection.ts";

/** Lists what is in a bundle: in rows, as a tree, or with every file. The JSON is the same for rows and tree. */
export async function runList(command: ParsedCommand<typeof listSpec>, io: Io): Promise<ExitCode> {
  const { sort, files, tree, depth } = command.own;
  return runInspection(command, io, async ({ bundle, archive }) => {
    const list = listPackages(bundle, { sort: sort ?? "size", entries: files, archive });
    return {
      json: list,
      text: (view) => {
        if (files) return renderFiles(list, view);
        if (!tree && depth === undefined) return renderList(list, view);
        return renderTree(list, treeLines(bundle, list, { sort, depth }), view);
      },
    };
  });
}

interface TreeForm {
  readonly sort: ListOrder | undefined;
  readonly depth: number | undefined;
}

function treeLines(bundle: Bundle, { packages }: PackageList, { sort, depth }: TreeForm): readonly TreeLine[] {
  if (sort === undefined || sort === "name") return dependencyTree(bundle, { depth });
  const rows = new Map(packages.map((one) => [one.id, one]));
  const order = (a: InstanceEdge, b: InstanceEdge) => {
    const [left, right] = [rows.get(a.to), rows.get(b.to)];
    return (left && right && listOrders[sort](left, right)) || byCodeUnit(a.name, b.name);
  };
  return dependencyTree(bundle, { depth, order });
}
