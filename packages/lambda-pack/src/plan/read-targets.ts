import { realpath } from "node:fs/promises";
import type { Importer, Workspace } from "@lambda-pack/model";
import { findImporters, findPackableImporters, readWorkspace } from "@lambda-pack/workspace";
import type { EffectiveOptions } from "../config/effective-options.ts";
import { readTargetOptions } from "../config/read-target-options.ts";
import type { SettingsLayer } from "../config/settings/check-settings.ts";
import { onlyImporter } from "./only-importer.ts";

/** A package of the workspace that is to be packed or inspected, with all its settings. */
export interface Target {
  readonly importer: Importer;
  readonly options: EffectiveOptions;
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

/** Adds the settings to what is named, in the same order. Throws one error for all faults in all places. */
export async function readTargets(named: NamedTargets, settings: GivenSettings): Promise<readonly Target[]> {
  const options = await readTargetOptions({ ...named, ...settings });
  return named.importers.flatMap((importer, index) => {
    const found = options[index];
    return found === undefined ? [] : [{ importer, options: found }];
  });
}

/** Reads the workspace around a directory, and finds the packages of these names; without names, all with a `lambdaPack` field. */
export async function findTargets(cwd: string, names?: readonly string[]): Promise<NamedTargets> {
  const workspace = await readWorkspace(cwd);
  const importers =
    names === undefined ? findPackableImporters(workspace) : findImporters(workspace, names, await realpath(cwd));
  return { workspace, importers };
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
  const { workspace, importers } = await findTargets(cwd, [name]);
  const importer = onlyImporter(name, importers, hint);
  const [target] = await readTargets({ workspace, importers: [importer] }, request);
  if (target === undefined) throw new Error(`No options were found for ${name}`);
  return { workspace, ...target };
}
