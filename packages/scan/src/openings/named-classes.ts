import { byCodeUnit } from "@lambda-pack/model";
import type { NamedClass } from "./opening.ts";

/** A text in quotes that ends in the extension of a class: `"lib.d.ts"`, `".map"`, `` `${name}.md` ``. */
const NAMED = /\.(?:(?<declaration>d\.[cm]?ts)|(?<map>map)|(?<markdown>md|markdown))["'`]/giu;

/** A call, or an argument for another process. */
const TURNS_MAPS_ON = /\bsetSourceMaps(?:Enabled|Support)\s*\(|["'`]--enable-source-maps["'`]\s*[\],]/u;

/** The classes of files that a text names. Comments are read as well: what is named too often is kept. */
export function namedClasses(text: string): readonly NamedClass[] {
  const found = new Set<NamedClass>();
  for (const { groups = {} } of text.matchAll(NAMED)) {
    for (const name of ["declaration", "map", "markdown"] as const) if (groups[name] !== undefined) found.add(name);
  }
  if (TURNS_MAPS_ON.test(text)) found.add("all-maps");
  return [...found].toSorted(byCodeUnit);
}
