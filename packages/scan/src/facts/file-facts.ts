import { defined } from "@lambda-pack/model";
import { findLine } from "../read/find-line.ts";
import { findOpenings } from "../openings/find-openings.ts";
import { findLoadingWords } from "../openings/loading-words.ts";
import type { LoadingWords } from "../openings/loading-words.ts";
import { findReferences } from "../read/find-references.ts";
import type { Reference } from "../read/find-references.ts";
import { installedPackages } from "../openings/installed-packages.ts";
import type { InstalledPackage } from "../openings/installed-packages.ts";
import { namedClasses } from "../openings/named-classes.ts";
import type { NamedClass, Opening } from "../openings/opening.ts";
import { programOpenings } from "../openings/program-openings.ts";
import { parseModule } from "../read/parse-module.ts";
import type { BeyondLimits, ModuleFormat } from "../read/parse-module.ts";
import { plainReferences } from "./plain-references.ts";
import { unlessTooDeep } from "../read/unless-too-deep.ts";

/** All that is read from one file's text: the same for every file with this content, wherever it lies. Can be printed as JSON. */
export interface FileFacts {
  /** What it asks for by literals, in the order of the text. */
  readonly references: readonly FileReference[];
  readonly fault?: FileFault;
  /** Why what it asks for is not known. */
  readonly unread?: BeyondLimits["reason"];
  /** Node may know what the parser does not. */
  readonly unknown?: true;
  /** It loads something by a name that it puts together. */
  readonly isOpen?: true;
  /** Where else it loads or opens something; only where that was asked for. */
  readonly openings?: readonly Opening[];
  /** Classes of files that it names; only where that was asked for, and there are some. */
  readonly classes?: readonly NamedClass[];
  /** Packages that it names by their directories; only where that was asked for, and there are some. */
  readonly installed?: readonly InstalledPackage[];
}

export type FileReference = Omit<Reference, "start"> & { readonly line: number };

export type FileFault =
  | { readonly kind: "module-syntax"; readonly line: number }
  | { readonly kind: "syntax-error"; readonly line: number; readonly reason: string };

export type TextFormat = ModuleFormat | "json";

/**
 * What is to be read of a file: `check` has to know when something is asked for, and has no use for openings; trimming has to know all
 * that may be asked for, and does not care when.
 */
export type FactsDepth = "references" | "openings";

export function factsOf(text: string, format: TextFormat, depth: FactsDepth): FileFacts {
  if (format === "json") return { references: [], ...jsonFault(text) };
  if (depth === "references") return moduleFacts(text, format, undefined);
  const words = findLoadingWords(text);
  const references = format === "commonjs" ? plainReferences(text, words) : undefined;
  const facts = references === undefined ? moduleFacts(text, format, words) : { references };
  const classes = namedClasses(text);
  const installed = installedPackages(text);
  return { ...facts, ...(classes.length > 0 && { classes }), ...(installed.length > 0 && { installed }) };
}

/** Openings are looked for where the words of the text are given. */
function moduleFacts(text: string, format: ModuleFormat, words: LoadingWords | undefined): FileFacts {
  const parsed = parseModule(text, format);
  if (parsed.kind === "unknown") return { references: [], unknown: true };
  if (parsed.kind === "beyond-limits") return { references: [], unread: parsed.reason };
  if (parsed.kind !== "program") {
    const openings = words && (programOpenings(text) ?? moduleOpenings(text, parsed, words));
    return { references: [], fault: parsed, ...defined({ openings }) };
  }
  const { program } = parsed;
  const found = unlessTooDeep(() => ({
    references: findReferences(program, { text, format }),
    openings: words && findOpenings(program, { text, format, words }),
  }));
  if (found === undefined) return { references: [], unread: "too-deep" };
  const lineAt = findLine(text);
  const references = found.references.map(({ start, ...reference }) => ({ ...reference, line: lineAt(start) }));
  const openingLine = findLine(text);
  const openings = found.openings?.map(({ start, ...opening }): Opening => ({ ...opening, line: openingLine(start) }));
  // A program in another language may look like this one.
  openings?.push(...(programOpenings(text) ?? []));
  return { references, ...(openings && { openings }), ...(OPEN.test(text) ? { isOpen: true } : {}) };
}

/** Node elsewhere than on Lambda may take a CommonJS file for the ES module that it is. */
function moduleOpenings(text: string, { kind }: FileFault, words: LoadingWords): readonly Opening[] | undefined {
  if (kind !== "module-syntax") return undefined;
  const { references, openings = [] } = moduleFacts(text, "module", words);
  const names = references.map(({ specifier, by, line }) => {
    return { kind: "name", by, prefix: specifier, exact: true, line, what: by } as const;
  });
  return [...names, ...openings];
}

/** `require` or `import` of what is no text, or is a text with something to fill in. */
const OPEN = /\b(?:require|import)\s*\(\s*(?:[^\s"'`)]|`[^`]*\$\{)/u;

function jsonFault(text: string): { readonly fault?: FileFault } {
  try {
    JSON.parse(text);
    return {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { fault: { kind: "syntax-error", line: 1, reason: error.message } };
  }
}
