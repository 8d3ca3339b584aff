import { byCodeUnit, PackError } from "@lambda-pack/model";
import { inWords } from "../messages/in-words.ts";
import { keepingSetting } from "./keeping-setting.ts";
import type { Trimmed } from "./keeping-setting.ts";
import type { OpenedFiles } from "./opened-files.ts";

export interface OpenedCheck extends Trimmed {
  /** Records of the bundle. */
  readonly records: readonly OpenedRecord[];
  /** Paths of the bundle that stay in it: files and links. */
  readonly kept: ReadonlySet<string>;
}

export interface OpenedRecord {
  readonly opened: OpenedFiles;
  /** Its file, as it was named. */
  readonly where: string;
}

/** Throws when a file that was opened would be left out of the bundle. */
export function assertOpenedKept({ records, kept, ...trimmed }: OpenedCheck): void {
  const missing = leftOut(records, kept);
  const wheres = records.flatMap((record) => (leftOut([record], kept).length === 0 ? [] : record.where));
  const [name] = records.map(({ opened }) => opened.bundle.name);
  if (missing.length === 0 || name === undefined) return;
  const what = missing.length === 1 ? "1 file" : `${missing.length} files`;
  throw new PackError(
    "OPENED_LEFT_OUT",
    `${what} of ${name} that ${inWords(wheres, "and")} ${wheres.length === 1 ? "records" : "record"} as opened would be left out: ${shown(missing)}.`,
    {
      hint: `Keep ${missing.length === 1 ? "it" : "them"}: ${keepingSetting(missing, trimmed)}.`,
      details: { missing },
    },
  );
}

function leftOut(records: readonly OpenedRecord[], kept: ReadonlySet<string>): readonly string[] {
  const missing = records.flatMap(({ opened }) => opened.files.flatMap(({ path }) => (kept.has(path) ? [] : path)));
  return [...new Set(missing)].toSorted(byCodeUnit);
}

const MAX_SHOWN = 5;

function shown(paths: readonly string[]): string {
  const more = paths.length - MAX_SHOWN;
  return more > 0 ? `${paths.slice(0, MAX_SHOWN).join(", ")} and ${more} more` : inWords(paths, "and");
}
