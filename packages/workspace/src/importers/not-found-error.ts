import { relative } from "node:path";
import { byCodeUnit, isPackError, PackError } from "@lambda-pack/model";
import type { Importer, Workspace } from "@lambda-pack/model";
import { isBelow, pathFromRoot, withSlashes } from "../disk/paths.ts";
import type { NamedPath } from "./named-path.ts";
import { isPlainPath } from "./named-path.ts";
import { nearestNames } from "./nearest-names.ts";

export interface UnknownName {
  /** As given. */
  readonly name: string;
  readonly isGlob: boolean;
  /** What it leads to as a path. */
  readonly named: NamedPath;
}

interface Explanation {
  readonly message: string;
  readonly hint: string;
  readonly nearest?: readonly string[];
}

/** Why an argument names no package of the workspace, and what would name one. */
export function notFoundError(workspace: Workspace, unknown: UnknownName): PackError {
  const { name, isGlob } = unknown;
  const { message, hint, nearest = [] } = isGlob ? explainGlob(workspace, unknown) : explain(workspace, unknown);
  const unreadable = workspace.importers.filter(({ manifest }) => isPackError(manifest)).map(({ path }) => path);
  return new PackError("IMPORTER_NOT_FOUND", message, { hint, details: { name, nearest, unreadable } });
}

function explain(workspace: Workspace, unknown: UnknownName): Explanation {
  const { name, named } = unknown;
  if (named.kind === "nothing") {
    return isPlainPath(name) ? explainMissing(workspace, unknown) : explainName(workspace, unknown);
  }
  // A word is a name first: that something else is called so says little.
  if (named.kind !== "package" && !isPlainPath(name) && !withSlashes(name).includes("/")) {
    return explainName(workspace, unknown);
  }
  if (named.kind === "file") return explainFile(workspace, unknown);
  return named.kind === "directory" ? explainDirectory(workspace, unknown) : explainUnlisted(workspace, unknown);
}

function explainFile(workspace: Workspace, { name, named }: UnknownName): Explanation {
  const message = `"${name}" is a file, not the directory of a package.`;
  const owner = ownerOf(workspace, named.path);
  return { message, hint: owner === undefined ? hintAtNames(workspace) : hintAtOwner(owner) };
}

function explainDirectory(workspace: Workspace, { name, named }: UnknownName): Explanation {
  const message = `The directory "${name}" is not a package: it has no package.json.`;
  const inside = workspace.importers.filter(({ dir }) => isBelow(named.path, dir));
  const owner = ownerOf(workspace, named.path);
  if (owner !== undefined) return { message, hint: hintAtOwner(owner) };
  return { message, hint: inside.length === 0 ? hintAtNames(workspace) : `It holds ${list(inside.map(labelOf))}.` };
}

/** A package.json that makes no package of this workspace, and nothing is installed beside it. */
function explainUnlisted(workspace: Workspace, { name, named }: UnknownName): Explanation {
  const { root, importerGlobs, installCommand } = workspace;
  if (withSlashes(named.path).includes("/node_modules/")) {
    const message = `"${name}" is an installed package, which others depend on.`;
    return { message, hint: hintAtNames(workspace) };
  }
  const owner = ownerOf(workspace, named.path);
  if (owner !== undefined) {
    const message = `"${name}" is a part of the package in ${owner.path}, not a package of its own.`;
    return { message, hint: hintAtOwner(owner) };
  }
  const isInside = isBelow(root, named.path);
  const alone = "To pack it by itself, install its dependencies in it.";
  if (importerGlobs.length === 0 || !isInside) {
    return { message: `"${name}" is not a package of ${root}, and nothing is installed in it.`, hint: alone };
  }
  const patterns = importerGlobs.map((glob) => `"${glob}"`).join(", ");
  const message = `"${name}" is not a package of the workspace ${root}: its patterns (${patterns}) do not match it.`;
  const path = pathFromRoot(root, named.path);
  return { message, hint: `Add "${path}" to the patterns and run '${installCommand}'. ${alone}` };
}

function explainMissing(workspace: Workspace, { name, named }: UnknownName): Explanation {
  const paths = workspace.importers.map(({ path }) => path).filter((path) => path !== "");
  const nearest = nearestNames(withSlashes(relative(workspace.root, named.path)), paths);
  const hint = nearest.length === 0 ? hintAtNames(workspace) : didYouMean(nearest);
  return { message: `"${name}" does not exist.`, hint, nearest };
}

function explainName(workspace: Workspace, { name }: UnknownName): Explanation {
  const { root, importers, importerGlobs } = workspace;
  const [only] = importers;
  const aside = unreadableAside(workspace);
  if (importerGlobs.length === 0 && only !== undefined) {
    const message = `The package ${root} stands alone, and "${name}" is neither its name nor a directory${aside}.`;
    return { message, hint: hintAtNames(workspace) };
  }
  const message = `No package of the workspace ${root} has the name or directory "${name}"${aside}.`;
  const namesakes = importers.filter(({ path }) => path !== "" && path.split("/").at(-1) === name);
  if (namesakes.length > 0) {
    return { message, hint: `Did you mean ${namesakes.map(labelOf).join(" or ")}?`, nearest: namesakes.map(pathOf) };
  }
  const isPath = name.includes("/") && !name.startsWith("@");
  const nearest = nearestNames(name, isPath ? importers.map(pathOf) : importers.flatMap((each) => each.name ?? []));
  return { message, hint: nearest.length === 0 ? hintAtNames(workspace) : didYouMean(nearest), nearest };
}

function explainGlob(workspace: Workspace, { name }: UnknownName): Explanation {
  const message = `No package of the workspace ${workspace.root} matches "${name}"${unreadableAside(workspace)}.`;
  const known = workspace.importers.flatMap((importer) => importer.name ?? []);
  const nearest = nearestNames(name, known);
  return { message, hint: nearest.length === 0 ? hintAtNames(workspace) : didYouMean(nearest), nearest };
}

function unreadableAside({ importers }: Workspace): string {
  const unreadable = importers.filter(({ manifest }) => isPackError(manifest)).map(({ path }) => path);
  return unreadable.length === 0 ? "" : `; the package.json of ${unreadable.join(", ")} cannot be read`;
}

/** The package of the workspace, but for the root, whose directory the path is in. */
function ownerOf({ importers }: Workspace, path: string): Importer | undefined {
  return importers.findLast((importer) => importer.path !== "" && isBelow(importer.dir, path));
}

function hintAtOwner(owner: Importer): string {
  return `It lies in ${labelOf(owner)}; name that to pack it.`;
}

function labelOf({ name, path }: Importer): string {
  return name === undefined || path === "" ? `"${path || "."}"` : `"${path}" (${name})`;
}

function pathOf({ path }: Importer): string {
  return path;
}

function list(labels: readonly string[]): string {
  return labels.length > 5 ? `${labels.slice(0, 5).join(", ")} and ${labels.length - 5} more` : labels.join(", ");
}

function didYouMean(nearest: readonly string[]): string {
  return `Did you mean ${nearest.map((each) => `"${each}"`).join(" or ")}?`;
}

function hintAtNames({ importers, importerGlobs, root }: Workspace): string {
  if (importerGlobs.length === 0) return `To pack the package ${root}, run lambda-pack in it without arguments.`;
  const known = [...new Set(importers.flatMap((importer) => importer.name ?? []))];
  if (known.length === 0) return "No package of the workspace has a name; name one by its directory.";
  const some = known.toSorted(byCodeUnit).slice(0, 5).join(", ");
  return known.length > 5 ? `The workspace has ${some} and ${known.length - 5} more.` : `The workspace has ${some}.`;
}
