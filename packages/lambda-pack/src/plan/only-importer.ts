import { PackError } from "@lambda-pack/model";
import type { Importer } from "@lambda-pack/model";

/** The one importer that an argument names. `hint` is what to do where there are several. */
export function onlyImporter(arg: string, importers: readonly Importer[], hint: string): Importer {
  const [first, ...others] = importers;
  if (first !== undefined && others.length === 0) return first;
  const names = importers.map(({ name, path }) => name ?? path);
  throw new PackError("IMPORTER_AMBIGUOUS", `${arg} matches ${names.length} packages: ${names.join(", ")}.`, {
    hint,
    details: { candidates: names },
  });
}
