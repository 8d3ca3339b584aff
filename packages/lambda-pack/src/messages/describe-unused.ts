import type { Problem, UnfitPattern } from "@lambda-pack/model";
import type { Description } from "./description.ts";

type Unused = Extract<Problem, { readonly kind: "unused-pattern" }>;

/** The texts for a pattern or name in the settings that matches nothing: if it never can, why, and what does. */
export function describeUnused({ package: id, pattern, unfit, instead }: Unused): Description {
  if (unfit === undefined)
    return { message: `The pattern ${pattern} matches nothing in ${id}.`, hint: "Correct or remove it." };
  const { why, hint, subject = "pattern" } = unfitTexts[unfit];
  return {
    message: `The ${subject} ${pattern} can match nothing in ${id}: ${why}.`,
    hint: instead === undefined ? hint : `Write ${instead} instead.`,
  };
}

interface UnfitText {
  /** The end of a sentence. */
  readonly why: string;
  /** What to do where it does not show what is meant. */
  readonly hint: string;
  readonly subject?: "name";
}

const unfitTexts: Readonly<Record<UnfitPattern["unfit"], UnfitText>> = {
  outside: {
    why: "it leads out of the package, whose own files are all that is packed of it",
    hint: "Depend on the package that has the files, or let the build copy them into this package.",
  },
  absolute: {
    why: "patterns begin at the directory of the package",
    hint: "Write the path from the directory of the package.",
  },
  "from-root": {
    why: "patterns begin at the directory of the package, not at the root",
    hint: "Remove the path of the package.",
  },
  "node-modules": {
    why: "what is installed there is packed as dependencies, not as files of the package",
    hint: "Leave a dependency out with excludePackages, or files of one with a rule under dependencies.",
  },
  path: {
    why: "packages are known by their names, and this is a path",
    hint: "Write the name of the package.",
    subject: "name",
  },
  range: {
    why: "packages are excluded by their names, in all versions",
    hint: "Write the name alone.",
    subject: "name",
  },
};
