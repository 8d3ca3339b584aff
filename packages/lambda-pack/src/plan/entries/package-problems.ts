import { mainEntry, otherEntries } from "@lambda-pack/model";
import type { EntryTarget, MissingEntry, PackageEntry, Problem } from "@lambda-pack/model";
import type { OwnPackage } from "./own-package.ts";
import type { IsAskedFor } from "./open-requests.ts";
import { pathsTried } from "./paths-tried.ts";

// oxlint-disable-next-line require-unicode-regexp -- with `u`, `i` takes ſ and the Kelvin sign for s and k.
const documents = /^(?:package\.json|(?:readme|license|licence|copying|changelog)[^/]*)$/i;

/** Whether nothing is packed but documents, although `files` or the given `main` promises more: usually, it has not been built. */
export function isEmpty({ manifest, paths }: OwnPackage, main: string | undefined): boolean {
  const promises = (manifest.files ?? []).length > 0 || (main !== undefined && main !== "");
  return promises && paths.every((path) => documents.test(path));
}

/** Whether what the package's name stands for is named, and not there. */
export function isMainAbsent({ manifest, isPacked }: OwnPackage): boolean {
  const entry = mainEntry(manifest, isPacked);
  return entry !== undefined && entry.targets.every(({ file }) => file === undefined);
}

/** What the package's name stands for, by `exports` or else by `main`, is not packed. */
export function mainProblems(own: OwnPackage, severity: "error" | "warning"): readonly MainProblem[] {
  const entry = mainEntry(own.manifest, own.isPacked);
  const [first] = entry?.targets ?? [];
  if (entry === undefined || first === undefined || !isMainAbsent(own)) return [];
  const field = entry.field === "main" ? "main" : "exports";
  const missing = own.missing(entry.targets.flatMap(({ target }) => pathsTried(field, target)));
  return [{ kind: "main-missing", ...own.about, main: first.target, field, ...missing, severity }];
}

export type MainProblem = Extract<Problem, { readonly kind: "main-missing" }>;

export interface Standing {
  readonly isTarget: boolean;
  /** The function does not run without the package. */
  readonly isRequired: boolean;
  /** What was found of its main file: what else is missing for the same reason is no news. */
  readonly main: readonly MainProblem[];
  readonly isAskedFor: IsAskedFor;
}

/**
 * What else the package.json names and is not packed, as one problem for each severity and reason:
 * - nothing that it exports is there: an error, where the function needs the package;
 * - a subpath or a name in `imports` that code of the workspace asks for: a warning;
 * - what nobody seems to ask for; what is there for `import` and not for `require`, or the other way round; a pattern that fits
 *   nothing; a command: a note.
 */
export function otherProblems(own: OwnPackage, standing: Standing): readonly Problem[] {
  const all = otherEntries(own.manifest, own.isPacked);
  const main = mainEntry(own.manifest, own.isPacked);
  const isUseless = !standing.isTarget && standing.isRequired && main === undefined && exportsNothing(all);
  const partly = main !== undefined && main.targets.some(({ file }) => file !== undefined) ? [main] : [];
  const groups = new Map<string, EntryProblem>();
  for (const entry of [...partly, ...all]) {
    const absent = entry.targets.filter(({ file }) => file === undefined);
    if (absent.length === 0) continue;
    const missing = own.missing(absent.flatMap(({ target }) => pathsTried(entry.field, target)));
    if (standing.main.some(({ reason }) => reason === missing.reason)) continue;
    const isFatal = isUseless && isExport(entry);
    const isAsked = !isFatal && absent.length === entry.targets.length && isAskedAt(entry, own, standing);
    const severity = isFatal ? "error" : isAsked ? "warning" : "note";
    const key = `${severity} ${missing.reason} ${missing.leftOutBy ?? ""}`;
    const entries = [...(groups.get(key)?.entries ?? []), ...missingEntries(entry, absent)];
    groups.set(key, { kind: "entry-missing", ...own.about, entries, ...missing, severity });
  }
  return [...groups.values()];
}

type EntryProblem = Extract<Problem, { readonly kind: "entry-missing" }>;

function isExport({ field }: PackageEntry): boolean {
  return field.startsWith("exports");
}

function exportsNothing(entries: readonly PackageEntry[]): boolean {
  const targets = entries.filter(isExport).flatMap((entry) => entry.targets);
  return targets.length > 0 && targets.every(({ file }) => file === undefined);
}

function isAskedAt({ field }: PackageEntry, { manifest }: OwnPackage, { isAskedFor }: Standing): boolean {
  const [, of, name] = /^(?<of>exports|imports)\["(?<name>.+)"\]$/u.exec(field) ?? [];
  if (name === undefined) return false;
  return isAskedFor(of === "imports" ? name : `${manifest.name}${name.slice(1)}`);
}

function missingEntries({ field, targets }: PackageEntry, absent: readonly EntryTarget[]): readonly MissingEntry[] {
  const isPart = absent.length < targets.length;
  const wanted = isPart ? absent : absent.filter(({ target }, index) => absent[index - 1]?.target !== target);
  return wanted.map(({ target, by }) => ({ field, target, ...(isPart && by !== undefined ? { by } : {}) }));
}
