import type { Range, SemVer } from "semver";
import { remember } from "../../disk/remember.ts";
import { semver } from "../../semver.ts";
import { isPlainlyAllowed } from "./is-plainly-allowed.ts";

/** Whether a version is one that a range allows. What is no range or no version of semver is not judged. */
export type RangeCheck = (range: string, version: string) => boolean;

/** `npm:string-width@`, before the range of the package that has another name here. */
const ALIAS = /^npm:@?[^@]+@/u;

const loosely = { loose: true, includePrerelease: true };

/** Remembers what it was asked: thousands of edges have the same few ranges. */
export function openRangeCheck(): RangeCheck {
  const ranges = new Map<string, Range | undefined>();
  const versions = new Map<string, SemVer | undefined>();
  const answers = new Map<string, boolean>();
  return (range, version) =>
    remember(answers, `${range}\0${version}`, () => {
      if (range === version || isPlainlyAllowed(range.replace(ALIAS, ""), version)) return true;
      const asked = remember(ranges, range, () => semverRange(range));
      if (asked === undefined) return true;
      const found = remember(versions, version, () => parsed(() => new semver.SemVer(version, loosely)));
      return found === undefined || asked.test(found);
    });
}

/**
 * Undefined for what is not judged by versions: paths, URLs, tags, catalogs. A range may stand behind `npm:` or `workspace:`,
 * and there behind another name and an `@`.
 */
function semverRange(range: string): Range | undefined {
  const behind = /^(?:npm|workspace):(.*)$/su.exec(range)?.[1];
  const readings = behind === undefined ? [range] : [behind, /^@?[^@]+@(.*)$/su.exec(behind)?.[1] ?? ""];
  return readings
    .filter((text) => text !== "")
    .map((text) => parsed(() => new semver.Range(text, loosely)))
    .find((each) => each !== undefined);
}

function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
