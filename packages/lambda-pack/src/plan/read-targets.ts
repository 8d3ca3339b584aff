import { realpath } from "node:fs/promises";
import { isAbsent, isPackError, PackError } from "@lambda-pack/model";
import type { Importer, Workspace } from "@lambda-pack/model";
import {
  checkTarget,
  findImporters,
  findPackableImporters,
  findPackageElsewhere,
  readWorkspace,
} from "@lambda-pack/workspace";
import type { EffectiveOptions } from "../config/effective-options.ts";
import { readTargetOptions } from "../config/read-target-options.ts";
import type { SettingsLayer } from "../config/settings/check-settings.ts";
import { sharedOutputs } from "../config/shared-outputs.ts";

/** A package of the workspace that is to be packed or inspected, with all its settings. */
export interface Target {
  readonly importer: Importer;
  readonly options: EffectiveOptions;
}

/** A package that is named, like others, and cannot be packed. */
export interface FailedTarget {
  readonly importer: Importer;
  readonly error: PackError;
}

/** A workspace and the packages in it that somebody has named. */
export interface NamedTargets {
  readonly workspace: Workspace;
  readonly importers: readonly Importer[];
}

export interface GivenSettings {
  /** From the command line, or from the caller of `pack`. */
  readonly given: SettingsLayer;
  readonly dryRun: boolean;
}

/**
 * Adds the settings to what is named, in the same order. A package that cannot be packed has its error in the place of settings.
 * Throws one error for all faults of the settings in all places.
 */
export async function readTargets(
  { workspace, importers }: NamedTargets,
  settings: GivenSettings,
): Promise<readonly (Target | FailedTarget)[]> {
  const errors = new Map(importers.map((importer) => [importer, checkTarget(importer)]));
  const sound = importers.filter((importer) => errors.get(importer) === undefined);
  const options = await readTargetOptions({ workspace, importers: sound, ...settings });
  const targets = sound.flatMap((importer, index): readonly Target[] => {
    const found = options[index];
    return found === undefined ? [] : [{ importer, options: found }];
  });
  const clashes = settings.dryRun ? new Map<Importer, PackError>() : sharedOutputs(targets, workspace.root);
  return importers.flatMap((importer): readonly (Target | FailedTarget)[] => {
    const error = errors.get(importer) ?? clashes.get(importer);
    return error === undefined ? targets.filter((target) => target.importer === importer) : [{ importer, error }];
  });
}

/**
 * Reads the workspace around a directory, and finds the packages of these names; without names, all with a `lambdaPack` field. A
 * name that is the path of a package elsewhere, which stands alone or is one of another workspace, has that workspace read. Gives
 * a line for each workspace that there is a package of, in the order of the names.
 */
export async function findTargets(cwd: string, names?: readonly string[]): Promise<readonly NamedTargets[]> {
  if (names === undefined) {
    const workspace = await readWorkspace(cwd);
    return [{ workspace, importers: findPackableImporters(workspace) }];
  }
  const home = await readHome(cwd);
  const found = new Map<string, NamedTargets>();
  for (const { workspace, names: named, from } of await groupNames(names, { home, cwd: await realpath(cwd) })) {
    const importers = findImporters(workspace, named, from);
    const known = found.get(workspace.root);
    found.set(
      workspace.root,
      known ? { ...known, importers: [...new Set([...known.importers, ...importers])] } : { workspace, importers },
    );
  }
  return [...found.values()];
}

/** Where there is no workspace around the directory, only paths can name packages: the error is kept for all others. */
async function readHome(cwd: string): Promise<Workspace | PackError> {
  try {
    return await readWorkspace(cwd);
  } catch (error) {
    if (isPackError(error) && error.code === "WORKSPACE_NOT_FOUND" && (await isThere(cwd))) return error;
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await realpath(path)) !== "";
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

interface Home {
  readonly home: Workspace | PackError;
  /** Real path. */
  readonly cwd: string;
}

interface NamesOfWorkspace {
  readonly workspace: Workspace;
  readonly names: readonly string[];
  /** Where the names are relative to. */
  readonly from: string;
}

/** Names of the workspace around the directory stay together, so that all that is wrong with them is found as before. */
async function groupNames(names: readonly string[], { home, cwd }: Home): Promise<readonly NamesOfWorkspace[]> {
  const elsewhere: NamesOfWorkspace[] = [];
  const here: string[] = [];
  for (const name of names) {
    const workspace = await findElsewhere(name, { home, cwd });
    if (workspace === undefined) here.push(name);
    else elsewhere.push({ workspace, names: [name], from: cwd });
  }
  if (here.length === 0) return elsewhere;
  if (isPackError(home)) throw home;
  return [{ workspace: home, names: here, from: cwd }, ...elsewhere];
}

/** The workspace of a package that a name leads to and that is not of the one at home. */
async function findElsewhere(name: string, { home, cwd }: Home): Promise<Workspace | undefined> {
  const dir = findPackageElsewhere(name, cwd, isPackError(home) ? undefined : home);
  if (dir === undefined) return undefined;
  const workspace = await readWorkspace(dir);
  return workspace.importers.some((importer) => importer.dir === dir) ? workspace : undefined;
}

export interface TargetRequest extends GivenSettings {
  readonly cwd: string;
  readonly name: string;
  /** What to do where the name fits several packages. */
  readonly hint: string;
}

/** The one target of a name, and its workspace. */
export async function readTarget(request: TargetRequest): Promise<Target & Pick<NamedTargets, "workspace">> {
  const { cwd, name, hint } = request;
  const [named] = await findTargets(cwd, [name]);
  if (named === undefined) throw new Error(`Nothing was found for ${name}`);
  const { workspace, importers } = named;
  const importer = onlyImporter(name, importers, hint);
  const [target] = await readTargets({ workspace, importers: [importer] }, request);
  if (target === undefined) throw new Error(`No options were found for ${name}`);
  if ("error" in target) throw target.error;
  return { workspace, ...target };
}

/** The one importer that an argument names. `hint` is what to do where there are several. */
function onlyImporter(arg: string, importers: readonly Importer[], hint: string): Importer {
  const [first, ...others] = importers;
  if (first !== undefined && others.length === 0) return first;
  const names = importers.map(({ name, path }) => name ?? path);
  throw new PackError("IMPORTER_AMBIGUOUS", `${arg} matches ${names.length} packages: ${names.join(", ")}.`, {
    hint,
    details: { candidates: names },
  });
}
