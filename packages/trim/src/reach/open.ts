import { pathBelow, pathInside } from "@lambda-pack/model";
import type { InstanceEdge } from "@lambda-pack/model";
import type { Opening } from "@lambda-pack/scan";
import { knownPackages } from "../rules/known-packages.ts";
import type { WholeReason } from "../trim-plan.ts";
import type { Keeper } from "./keeper.ts";
import { openBeside } from "./open-beside.ts";
import { lookElsewhere, takeDirectory } from "./open-elsewhere.ts";
import { openName } from "./open-name.ts";
import type { PackageCopy } from "./packages-of.ts";

/** Keeps what an opening of a loaded file may lead to. */
export function open(
  keeper: Keeper,
  copy: PackageCopy,
  { from, opening, isLoaded = true }: { readonly from: string; readonly opening: Opening; readonly isLoaded?: boolean },
): void {
  if (keeper.source.options.reachable.includes(copy.bundlePackage.name)) return;
  const { line, what } = opening;
  const why: WholeReason = { kind: "computes", from, line, what };
  const named: WholeReason = { kind: "named-elsewhere", from, line, what };
  if (asksApplication(copy, from)) {
    if (opening.kind !== "path") keeper.noteNamed(named);
    return;
  }
  const known = opening.kind === "path" ? filesOpened(keeper, copy, from) : undefined;
  if (known !== undefined) {
    for (const path of known) keeper.load(pathBelow(copy.place, path), { kind: "beside", from, line, path });
    return;
  }
  if (opening.kind === "path") openBeside(keeper, copy, { from, opening, why, named });
  else if (opening.kind === "name") openName(keeper, copy, { from, opening, why, named, isLoaded });
  else if (opening.kind === "directory-of") takeDirectory(keeper, opening, from);
  else if (opening.kind === "elsewhere") lookElsewhere(keeper, copy, { from, opening, why, named });
  else {
    keeper.keepWhole(copy, why);
    const isAny = opening.kind === "code";
    const isMeant = (edge: InstanceEdge): boolean => isAny || edge.optional || isNative(keeper, edge);
    keeper.keepEdges(copy, (edge) => (isMeant(edge) ? named : undefined));
  }
}

function isNative({ packages }: Keeper, { to }: InstanceEdge): boolean {
  return packages.ofInstance(to).some(({ native }) => native !== undefined);
}

/** Whether what a file names by its class is known to be read by no function. */
export function namesForOthers(copy: PackageCopy, from: string): boolean {
  const { name } = copy.bundlePackage;
  const isForMakers = knownPackages.some(
    (each) => each.name === name && each.forMakers?.includes(pathInside(copy.place, from)) === true,
  );
  return isForMakers || asksApplication(copy, from);
}

/** All that a file is known to open beside itself; undefined where some of it is not there: then this is not the package that is known. */
function filesOpened({ source }: Keeper, copy: PackageCopy, from: string): readonly string[] | undefined {
  const row = knownPackages.find(({ name }) => name === copy.bundlePackage.name);
  const paths = row?.opens?.[pathInside(copy.place, from)];
  const { tree } = source.resolver;
  return paths?.every((path) => tree.fileAt(pathBelow(copy.place, path)) !== undefined) === true ? paths : undefined;
}

/** Whether what a file computes is known to be the application's. */
function asksApplication(copy: PackageCopy, from: string): boolean {
  const { name } = copy.bundlePackage;
  return knownPackages.some(
    (each) => each.name === name && each.asksApplication?.includes(pathInside(copy.place, from)) === true,
  );
}
