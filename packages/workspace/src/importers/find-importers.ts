import { basename, resolve } from "node:path";
import { byCodeUnit, isPackError, PackError, slashedGlob } from "@lambda-pack/model";
import type { Importer, Workspace } from "@lambda-pack/model";
import { loadMicromatch } from "../globs/load-micromatch.ts";
import { nearestNames } from "./nearest-names.ts";
import { manifestOfTarget } from "./package-name.ts";

/**
 * The packages that the names stand for, each once, in the order of the names. A name is a package's full name, its name
 * without scope, its directory (absolute, or relative to `cwd` or to the root), or a glob over names and paths, whose
 * matches come ordered by path. `cwd` is a real path. Throws when a name stands for none or for several, or for a package
 * that is broken.
 */
export function findImporters(workspace: Workspace, names: readonly string[], cwd: string): readonly Importer[] {
  const found = new Set(names.flatMap((name) => findByName(workspace, name, cwd)));
  for (const importer of found) manifestOfTarget(importer);
  return [...found];
}

/** Every package with a `lambdaPack` field, ordered by path. Throws when there is none, or one of them is broken. */
export function findPackableImporters({ importers, root }: Workspace): readonly Importer[] {
  const packable = importers.filter(({ manifest }) =>
    isPackError(manifest) ? manifest.details["isPackable"] === true : manifest.lambdaPack !== undefined,
  );
  if (packable.length === 0) {
    throw new PackError("NO_TARGETS", `No package of the workspace ${root} has a "lambdaPack" field.`, {
      hint: 'Add "lambdaPack": {} to the package.json of each package to pack, or name the packages.',
      details: { root },
    });
  }
  for (const importer of packable) manifestOfTarget(importer);
  return packable;
}

function findByName(workspace: Workspace, name: string, cwd: string): readonly Importer[] {
  const { importers, root } = workspace;
  // As a path, the empty text would be the working directory.
  if (name === "") throw notFound(workspace, name);
  const named = importers.filter((importer) => importer.name === name);
  if (named.length > 0) return [only(named, name)];

  const dirs = [resolve(cwd, name), resolve(root, name)];
  const atPath = dirs
    .map((dir) => importers.find((importer) => importer.dir === dir))
    .find((each) => each !== undefined);
  const unscoped = importers.filter((importer) => importer.name !== undefined && unscopedName(importer.name) === name);
  const candidates = new Set(atPath === undefined ? unscoped : [...unscoped, atPath]);
  if (candidates.size > 0) return [only([...candidates], name)];

  const matches = isGlob(name) ? importers.filter((importer) => matchesGlob(importer, name)) : [];
  if (matches.length > 0) return matches.toSorted((a, b) => byCodeUnit(a.path, b.path));

  // The name of a broken package is not known, but its directory mostly has the same.
  const broken = importers.filter(({ dir, manifest }) => isPackError(manifest) && basename(dir) === unscopedName(name));
  if (broken.length > 0) return broken;
  throw notFound(workspace, name);
}

function unscopedName(name: string): string {
  return name.startsWith("@") ? name.slice(name.indexOf("/") + 1) : name;
}

function isGlob(name: string): boolean {
  const micromatch = loadMicromatch();
  const glob = slashedGlob(name);
  return micromatch.scan(glob).isGlob || micromatch.braces(glob, { expand: true }).length > 1;
}

/** The root has the empty path, which no glob matches. */
function matchesGlob({ name, path }: Importer, glob: string): boolean {
  const texts = name === undefined ? [path] : [name, unscopedName(name), path];
  const pattern = slashedGlob(glob).replace(/^\.\//u, "").replace(/\/+$/u, "");
  return texts.some((text) => text !== "" && loadMicromatch().isMatch(text, pattern));
}

function only(candidates: readonly Importer[], name: string): Importer {
  const [first, ...others] = candidates;
  if (first !== undefined && others.length === 0) return first;
  const places = candidates.map(({ path, name: full = "unnamed" }) => `${full} (${path === "" ? "." : path})`);
  throw new PackError("IMPORTER_AMBIGUOUS", `"${name}" matches ${places.length} packages: ${places.join(", ")}.`, {
    hint: "Name the package in full or by its directory.",
    details: { name, candidates: candidates.map(({ path }) => path) },
  });
}

function notFound({ importers, root }: Workspace, name: string): PackError {
  const known = importers.flatMap((importer) => importer.name ?? []);
  const nearest = nearestNames(name, known);
  const unreadable = importers.filter(({ manifest }) => isPackError(manifest)).map(({ path }) => path);
  const aside = unreadable.length === 0 ? "" : `; the package.json of ${unreadable.join(", ")} cannot be read`;
  const message = isGlob(name)
    ? `No package of the workspace ${root} matches "${name}"${aside}.`
    : `No package of the workspace ${root} has the name or directory "${name}"${aside}.`;
  return new PackError("IMPORTER_NOT_FOUND", message, {
    hint: hintFor(nearest, known),
    details: { name, nearest, unreadable },
  });
}

function hintFor(nearest: readonly string[], known: readonly string[]): string {
  if (nearest.length > 0) return `Did you mean ${nearest.map((each) => `"${each}"`).join(" or ")}?`;
  if (known.length === 0) return "No package of the workspace has a name; name one by its directory.";
  const some = known.toSorted(byCodeUnit).slice(0, 5).join(", ");
  return known.length > 5 ? `The workspace has ${some} and ${known.length - 5} more.` : `The workspace has ${some}.`;
}
