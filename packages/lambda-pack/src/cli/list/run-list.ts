import { byCodeUnit, defined, PackError } from "@lambda-pack/model";
import type { Bundle, InstanceEdge } from "@lambda-pack/model";
import { dependencyTree, listOrders, listPackages } from "@lambda-pack/inspect";
import type { ListOrder, PackageList, TreeLine } from "@lambda-pack/inspect";
import type { LeftOutList } from "../../bundle/left-out/left-out-list.ts";
import type { LeftOutOptions } from "../../bundle/left-out/list-left-out.ts";
import type { InspectedBundle } from "../../bundle/with-bundle.ts";
import type { listSpec } from "../commands/list.ts";
import type { ParsedCommand } from "../spec/parsed-command.ts";
import type { ExitCode, Io } from "../io.ts";
import { renderFiles } from "./render-files.ts";
import { renderList } from "./render-list.ts";
import { renderTree } from "./render-tree.ts";
import { renderTrimmed, renderTrimmedSum } from "./render-trimmed.ts";
import { runInspection } from "../runner/run-inspection.ts";

/** Lists what is in a bundle: in rows, as a tree, or with every file. The JSON is the same for rows and tree. */
export async function runList(command: ParsedCommand<typeof listSpec>, io: Io): Promise<ExitCode> {
  const { sort, files, tree, depth, trimmed } = command.own;
  return runInspection(command, io, async (opened) => {
    const { bundle, archive } = opened;
    const list = listPackages(bundle, { sort: sort ?? "size", entries: files && !trimmed, archive });
    const trim = await readLeftOut(opened, { isAsked: trimmed, sort: sort ?? "size", entries: files && trimmed });
    return {
      json: { ...list, ...defined({ trim }) },
      text: (view) => {
        if (trimmed && trim !== undefined) return renderTrimmed(trim, view);
        const text = files
          ? renderFiles(list, view)
          : !tree && depth === undefined
            ? renderList(list, view)
            : renderTree(list, treeLines(bundle, list, { sort, depth }), view);
        return text + (trim === undefined ? "" : renderTrimmedSum(trim, view));
      },
    };
  });
}

/** What was left out of a bundle; of a zip only where it is asked for, since it is planned for that. Throws where it cannot be known then. */
async function readLeftOut(
  { bundle, source, findLeftOut }: InspectedBundle,
  { isAsked, ...options }: LeftOutOptions & { readonly isAsked: boolean },
): Promise<LeftOutList | undefined> {
  if (!isAsked && source?.trim === undefined) return undefined;
  const leftOut = await findLeftOut?.();
  if (leftOut !== undefined) {
    const { listLeftOut } = await import("../../bundle/left-out/list-left-out.ts");
    return listLeftOut(leftOut, options);
  }
  const [message, hint] =
    bundle.origin === "zip"
      ? [
          `--trimmed lists what a trim has left out, which ${bundle.label} does not say, and the workspace would not pack it so.`,
          "Name the package of the workspace instead.",
        ]
      : [
          `--trimmed lists what a trim leaves out, and trim is off for ${bundle.label}.`,
          "Add --trim or --trim=reachable.",
        ];
  throw new PackError("CONFIG_INVALID", message, { hint, details: { bundle: bundle.label } });
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
