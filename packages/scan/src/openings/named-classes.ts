import type { FileClass } from "./opening.ts";

/** A text in quotes that ends in the extension of a class: `"lib.d.ts"`, `".map"`, `` `${name}.md` ``. */
const NAMED = /\.(?:(?<declaration>d\.[cm]?ts)|(?<map>map)|(?<markdown>md|markdown))["'`]/giu;

/** The classes of files that a text names. Comments are read as well: what is named too often is kept. */
export function namedClasses(text: string): readonly FileClass[] {
  const found = new Set<FileClass>();
  for (const { groups = {} } of text.matchAll(NAMED)) {
    for (const name of ["declaration", "map", "markdown"] as const) if (groups[name] !== undefined) found.add(name);
  }
  return [...found].toSorted();
}
