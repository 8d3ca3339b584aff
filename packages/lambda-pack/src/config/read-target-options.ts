import { isPackError, PackError } from "@lambda-pack/model";
import type { Importer, Workspace } from "@lambda-pack/model";
import { outputFaults } from "./output-faults.ts";
import { shownPath } from "../messages/shown-path.ts";
import { checkSettings } from "./settings/check-settings.ts";
import type { SettingsLayer } from "./settings/check-settings.ts";
import type { EffectiveOptions } from "./effective-options.ts";
import { readConfigFile } from "./read-config-file.ts";
import { resolveOptions } from "./resolve-options.ts";

export interface TargetOptionsRequest {
  readonly workspace: Pick<Workspace, "root" | "importers">;
  /** The targets. */
  readonly importers: readonly Importer[];
  /** From the command line, or from the caller of `pack`. */
  readonly given: SettingsLayer;
  readonly dryRun: boolean;
}

/** The effective options of each target, in the order given. Throws one error for all faults in all places. */
export async function readTargetOptions(request: TargetOptionsRequest): Promise<readonly EffectiveOptions[]> {
  const { workspace, importers, given, dryRun } = request;
  const names = workspace.importers.flatMap(({ name }) => name ?? []);
  const fields = importers.map((importer) => checkField(importer));
  const reads = fields.map(({ settings }) => given.settings.config ?? settings.config ?? true);
  // What nobody wants is not read: reading may be running it.
  const isRead = importers.length === 0 ? given.settings.config !== false : reads.includes(true);
  const config = isRead ? await readConfigFile(workspace.root, names) : undefined;
  throwFaults([given, ...fields, ...(config === undefined ? [] : [config])]);

  const several = importers.length > 1;
  const targets = importers.map((importer, index) => {
    const own = reads[index] === true ? config : undefined;
    const entry = importer.name === undefined ? undefined : own?.packages.get(importer.name);
    const layers = [own?.defaults ?? {}, entry ?? {}, fields[index]?.settings ?? {}, given.settings];
    const options = resolveOptions({ root: workspace.root, target: importer, layers, dryRun, several });
    return {
      importer,
      options: { ...options, ranConfig: config !== undefined && isRun(config.where) ? config.where : undefined },
    };
  });
  const { root } = workspace;
  const faults = outputFaults(targets, { root, show: (path) => shownPath(path, root) });
  throwFaults([{ where: "the options", faults }]);
  return targets.map(({ options }) => options);
}

/** Whether a config file of this name was run to be read. */
function isRun(name: string): boolean {
  return !name.endsWith(".json");
}

/** The `lambdaPack` field of a broken package.json is not known; that file's own error comes when it is packed. */
function checkField({ dir, path, manifest }: Importer): SettingsLayer {
  const where = path === "" ? "package.json" : `${path}/package.json`;
  const field = isPackError(manifest) ? undefined : manifest.lambdaPack;
  return field === undefined
    ? { where, settings: {}, faults: [] }
    : checkSettings(field, { where, baseDir: dir, label: fieldLabel });
}

function fieldLabel(key: string): string {
  return key === "" ? "lambdaPack" : `lambdaPack.${key}`;
}

function throwFaults(places: readonly { readonly where: string; readonly faults: readonly string[] }[]): void {
  const faulty = places.filter(({ faults }) => faults.length > 0);
  if (faulty.length === 0) return;
  const text = faulty.map(({ where, faults }) => `in ${where}, ${faults.join("; ")}`).join("; and ");
  const count = faulty.reduce((sum, { faults }) => sum + faults.length, 0);
  throw new PackError("CONFIG_INVALID", `${count === 1 ? "A setting is" : `${count} settings are`} wrong: ${text}.`, {
    hint: "Correct these settings; docs/configuration.md lists all that there are.",
    details: { faults: faulty.map(({ where, faults }) => ({ where, faults })) },
  });
}
