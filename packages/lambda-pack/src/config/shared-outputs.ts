import { PackError } from "@lambda-pack/model";
import type { Importer } from "@lambda-pack/model";
import { outputsOf } from "./effective-options.ts";
import { shownPath } from "../messages/shown-path.ts";
import type { EffectiveOptions } from "./effective-options.ts";

interface Sharer {
  readonly importer: Importer;
  readonly options: EffectiveOptions;
}

/** Of several targets those that would write to one place, each with its error: none of them is the one that is meant by the name. */
export function sharedOutputs(targets: readonly Sharer[], root: string): ReadonlyMap<Importer, PackError> {
  const errors = new Map<Importer, PackError>();
  for (const { importer, options } of targets) {
    for (const path of Object.values(outputsOf(options)).toReversed()) {
      const others = targets.filter(
        (other) => other.importer !== importer && Object.values(outputsOf(other.options)).includes(path),
      );
      if (others.length > 0)
        errors.set(importer, sharedOutput(shownPath(path, root), [importer, ...others.map((one) => one.importer)]));
    }
  }
  return errors;
}

function sharedOutput(output: string, sharers: readonly Importer[]): PackError {
  const [own = "", ...others] = sharers.map(({ path }) => (path === "" ? "." : path));
  const names = new Set(sharers.map(({ name }) => name));
  const [name] = names;
  const why =
    names.size === 1 && name !== undefined
      ? `${others.length === 1 ? "both" : "all"} are named "${name}"`
      : "their names are the same";
  return new PackError(
    "OUTPUT_INVALID",
    `${own} would be written to ${output}, and so would ${others.join(" and ")}: ${why}.`,
    {
      hint: "Rename one of them, or set out and stageDir in the lambdaPack field of one of them.",
      details: { path: output, packages: [own, ...others] },
    },
  );
}
