import type { Importer } from "@lambda-pack/model";
import { outputsOf } from "./effective-options.ts";
import type { EffectiveOptions } from "./effective-options.ts";
import { defaultOutput } from "./resolve-options.ts";

export interface TargetWithOptions {
  readonly importer: Pick<Importer, "name" | "path">;
  readonly options: EffectiveOptions;
}

/**
 * Faults of the outputs of all targets taken together: nothing to write, or one path for two outputs. That two packages have one
 * name, and so one place by default, is no fault of the settings.
 */
export function outputFaults(
  targets: readonly TargetWithOptions[],
  { root, show }: { readonly root: string; readonly show: (path: string) => string },
): readonly string[] {
  const faults: string[] = [];
  const writers = new Map<string, Writer>();
  for (const { importer, options } of targets) {
    const name = importer.name ?? importer.path;
    const byDefault = defaultOutput(root, importer);
    if (!options.stage && !options.zip && !options.dryRun) {
      faults.push(`stage and zip are both off for ${name}, so nothing would be written`);
    }
    for (const path of Object.values(outputsOf(options))) {
      const isDefault = path === byDefault || path === `${byDefault}.${options.format}`;
      const other = writers.get(path);
      if (other === undefined) writers.set(path, { importer, isDefault });
      else if (other.importer === importer) faults.push(`${show(path)} would be written twice for ${name}`);
      else if (!isDefault || !other.isDefault) {
        faults.push(`${show(path)} would be written for ${other.importer.name ?? other.importer.path} and for ${name}`);
      }
    }
  }
  return faults;
}

interface Writer {
  readonly importer: TargetWithOptions["importer"];
  readonly isDefault: boolean;
}
