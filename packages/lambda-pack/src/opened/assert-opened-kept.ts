import { byCodeUnit, PackError } from "@lambda-pack/model";
import { inWords } from "../messages/in-words.ts";
import type { OpenedFiles } from "./opened-files.ts";

export interface OpenedCheck {
  readonly opened: OpenedFiles;
  /** The file of the record, as it was named. */
  readonly where: string;
  /** Paths of the bundle that stay in it: files and links. */
  readonly kept: ReadonlySet<string>;
}

/** Throws when a file that was opened would be left out of the bundle. */
export function assertOpenedKept({ opened, where, kept }: OpenedCheck): void {
  const missing = opened.files.flatMap(({ path }) => (kept.has(path) ? [] : path)).toSorted(byCodeUnit);
  if (missing.length === 0) return;
  const what = missing.length === 1 ? "1 file" : `${missing.length} files`;
  throw new PackError(
    "OPENED_LEFT_OUT",
    `${what} of ${opened.bundle.name} that ${where} records as opened would be left out: ${shown(missing)}.`,
    { hint: `Keep ${missing.length === 1 ? "it" : "them"}: ${keepingSetting(missing)}.`, details: { missing } },
  );
}

const MAX_SHOWN = 5;

function shown(paths: readonly string[]): string {
  const more = paths.length - MAX_SHOWN;
  return more > 0 ? `${paths.slice(0, MAX_SHOWN).join(", ")} and ${more} more` : inWords(paths, "and");
}

/** Above so many files of one package, the whole package is named. */
const MAX_FILES = 3;

/** The setting that keeps files of packages, as it is written in package.json. */
export function keepingSetting(paths: readonly string[]): string {
  const byPackage = new Map<string, string[]>();
  for (const path of paths) {
    const { name, file } = ownerOf(path);
    byPackage.set(name, [...(byPackage.get(name) ?? []), file]);
  }
  const owners = [...byPackage].toSorted(([a], [b]) => byCodeUnit(a, b));
  const whole = owners.flatMap(([name, files]) => (name !== "" && files.length > MAX_FILES ? name : []));
  const include = owners.flatMap(([name, files]) =>
    whole.includes(name) ? [] : files.map((file) => (name === "" ? file : `${name}/${file}`)),
  );
  const settings = [
    ...(whole.length === 0 ? [] : [`"whole": ${JSON.stringify([...new Set(whole)])}`]),
    ...(include.length === 0 ? [] : [`"include": ${JSON.stringify([...new Set(include)])}`]),
  ];
  return `set "trim": { "mode": "reachable", ${settings.join(", ")} } in the lambdaPack field`;
}

/** The package that a path of a bundle belongs to, and the file from there. */
function ownerOf(path: string): { readonly name: string; readonly file: string } {
  const [, name = "", file = path] = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\/(.+)$/u.exec(path) ?? [];
  return { name, file };
}
