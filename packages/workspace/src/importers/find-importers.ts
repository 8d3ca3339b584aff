import { basename } from "node:path";
import { byCodeUnit, isPackError, PackError, patternFault, shownPattern, slashedGlob } from "@lambda-pack/model";
import type { Importer, Workspace } from "@lambda-pack/model";
import { loadMicromatch } from "../globs/load-micromatch.ts";
import { openGlob } from "../globs/open-glob.ts";
import { openDisk } from "../disk/open-disk.ts";
import type { Disk } from "../disk/open-disk.ts";
import { isPlainPath, readNamedPath } from "./named-path.ts";
import type { NamedPath } from "./named-path.ts";
import { notFoundError } from "./not-found-error.ts";
import { manifestOfTarget } from "./package-name.ts";

/**
 * The packages that the names stand for, each once, in the order of the names. A name is a package's full name, its name
 * without scope, its directory (absolute, or relative to `cwd` or to the root), or a glob over names and paths, whose
 * matches come ordered by path; the root is among them only if it has a `lambdaPack` field. `cwd` is a real path. Throws when a
 * name stands for none or for several, or all names for one package alone that is broken: of several, one that is broken does not
 * stop the others.
 */
export function findImporters(workspace: Workspace, names: readonly string[], cwd: string): readonly Importer[] {
  const disk = openDisk();
  const found = new Set(names.flatMap((name) => findByName(workspace, name, { disk, cwd })));
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) manifestOfTarget(first);
  return [...found];
}

/**
 * The real directory of a package that a name leads to as a path and that is none of the workspace, where the name means nothing
 * else: a package that stands alone, or one of another workspace. Undefined where there is no such package. Without a workspace
 * every directory is such a one.
 */
export function findPackageElsewhere(name: string, cwd: string, workspace?: Workspace): string | undefined {
  assertPattern(name);
  const disk = openDisk();
  const { root = cwd, importers = [] } = workspace ?? {};
  const { path, kind } = readNamedPath(disk, name, { root, cwd, known: importers.map(({ dir }) => dir) });
  if (kind !== "package" || name === "") return undefined;
  const isKnown = importers.some(
    (importer) => importer.dir === path || (!isPlainPath(name) && isCalled(importer, name)),
  );
  return isKnown ? undefined : path;
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

interface Surroundings {
  readonly disk: Disk;
  readonly cwd: string;
}

function findByName(workspace: Workspace, name: string, { disk, cwd }: Surroundings): readonly Importer[] {
  assertPattern(name);
  const { importers, root } = workspace;
  // As a path, the empty text would be the working directory.
  const places = { root, cwd, known: importers.map(({ dir }) => dir) };
  const named: NamedPath = name === "" ? { path: "", kind: "nothing" } : readNamedPath(disk, name, places);
  const byName = isPlainPath(name) ? [] : importers.filter((importer) => importer.name === name);
  if (byName.length > 0) return [only(byName, name)];

  const unscoped = isPlainPath(name) ? [] : importers.filter((importer) => isCalled(importer, name));
  const atPath = importers.filter(({ dir }) => dir === named.path);
  const candidates = new Set([...unscoped, ...atPath]);
  if (candidates.size > 0) return [only([...candidates], name)];

  const glob = isGlob(name);
  const matches = glob ? importers.filter((importer) => matchesGlob(importer, name)) : [];
  if (matches.length > 0) return matches.toSorted((a, b) => byCodeUnit(a.path, b.path));

  // The name of a broken package is not known, but its directory mostly has the same.
  const broken = importers.filter(({ dir, manifest }) => isPackError(manifest) && basename(dir) === unscopedName(name));
  if (broken.length > 0) return broken;
  throw notFoundError(workspace, { name, isGlob: glob, named });
}

/** With its scope or without. */
function isCalled(importer: Importer, name: string): boolean {
  return importer.name !== undefined && (importer.name === name || unscopedName(importer.name) === name);
}

function unscopedName(name: string): string {
  return name.startsWith("@") ? name.slice(name.indexOf("/") + 1) : name;
}

/** Before anything is looked for by it: what is too long for a pattern is so for a path. */
function assertPattern(name: string): void {
  const fault = patternFault(name);
  if (fault !== undefined) {
    throw new PackError("IMPORTER_NOT_FOUND", `The name ${shownPattern(name)} ${fault}.`, {
      hint: "Name the packages one by one, or with a shorter pattern.",
      details: { name },
    });
  }
}

function isGlob(name: string): boolean {
  const micromatch = loadMicromatch();
  const glob = slashedGlob(name);
  return micromatch.scan(glob).isGlob || micromatch.braces(glob, { expand: true }).length > 1;
}

/** Few want the root packed, whose files are those of the whole repository: a glob takes it only where it has settings. */
function matchesGlob({ name, path, manifest }: Importer, glob: string): boolean {
  if (path === "" && (isPackError(manifest) || manifest.lambdaPack === undefined)) return false;
  const texts = name === undefined ? [path] : [name, unscopedName(name), path];
  const pattern = slashedGlob(glob).replace(/^\.\//u, "").replace(/\/+$/u, "");
  if (pattern === "") return false;
  const matches = openGlob(pattern);
  return texts.some((text) => text !== "" && matches(text));
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
