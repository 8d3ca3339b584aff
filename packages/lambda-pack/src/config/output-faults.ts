import type { Importer } from "@lambda-pack/model";
import { outputsOf } from "./effective-options.ts";
import type { EffectiveOptions } from "./effective-options.ts";

export interface TargetWithOptions {
  readonly importer: Pick<Importer, "name" | "path">;
  readonly options: EffectiveOptions;
}

/** Faults of the outputs of all targets taken together: nothing to write, or one path for two outputs. */
export function outputFaults(targets: readonly TargetWithOptions[], show: (path: string) => string): readonly string[] {
  const faults: string[] = [];
  const writers = new Map<string, string>();
  for (const { importer, options } of targets) {
    const name = importer.name ?? importer.path;
    if (!options.stage && !options.zip && !options.dryRun) {
      faults.push(`stage and zip are both off for ${name}, so nothing would be written`);
    }
    for (const path of Object.values(outputsOf(options))) {
      const other = writers.get(path);
      if (other === undefined) writers.set(path, name);
      else
        faults.push(`${show(path)} would be written ${other === name ? "twice for" : `for ${other} and for`} ${name}`);
    }
  }
  return faults;
}
