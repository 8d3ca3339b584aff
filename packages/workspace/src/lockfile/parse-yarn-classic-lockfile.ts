import { createRequire } from "node:module";
import { isJsonObject, placeAt, splitId } from "@lambda-pack/model";
import type { LockedPackages } from "@lambda-pack/model";
import type * as yarnpkgLockfile from "@yarnpkg/lockfile";
import { groupLocked } from "./group-locked.ts";
import type { LockedEntry } from "./group-locked.ts";
import { isBerryLockfile } from "./is-berry-lockfile.ts";
import { assertNoConflict, malformedLockfile } from "./malformed-lockfile.ts";
import { parsePlainYarnLockfile } from "./parse-plain-yarn-lockfile.ts";

// Its bundle marks itself as a translated ES module: what an import of it gives differs between Node and bundlers.
const requireCommonJs = createRequire(import.meta.url);

/**
 * yarn.lock of Yarn 1, which lists descriptors alone; undefined for one of Yarn 2 and newer, which has another format under
 * the same name.
 */
export function parseYarnClassicLockfile(text: string, file: string): LockedPackages | undefined {
  const plain = parsePlainYarnLockfile(text);
  if (plain === undefined && isBerryLockfile(text)) {
    assertNoConflict(text, file);
    return undefined;
  }
  return groupLocked(plain === undefined ? parseEntries(text, file) : [...plain].map(lockedEntry));
}

function parseEntries(text: string, file: string): readonly LockedEntry[] {
  assertNoConflict(text, file);
  checkLines(text, file);
  return Object.entries(parseText(text, file)).map(([descriptor, entry]): LockedEntry => {
    const version = isJsonObject(entry) ? entry["version"] : undefined;
    if (typeof version !== "string") {
      throw malformedLockfile(file, { line: lineOf(text, descriptor), reason: `"${descriptor}" has no version` });
    }
    return lockedEntry([descriptor, version]);
  });
}

function lockedEntry([descriptor, version]: readonly [string, string]): LockedEntry {
  return { key: descriptor, name: splitId(descriptor).name, to: { version } };
}

/**
 * Faults whose line the parser does not report. A quote that is not closed, as in a file that was cut off, even keeps it busy
 * until its memory is full.
 */
function checkLines(text: string, file: string): void {
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*#/u.test(line)) continue;
    if (line.replaceAll(/"(?:[^"\\]|\\.)*"/gu, "").includes('"')) {
      throw malformedLockfile(file, { line: index + 1, reason: "a quote is not closed" });
    }
    const spaces = /^ */u.exec(line)?.[0].length ?? 0;
    if (spaces % 2 === 1) throw malformedLockfile(file, { line: index + 1, reason: "the indentation is wrong" });
  }
}

function parseText(text: string, file: string): object {
  // The parser counts lines right only where they end as on Windows, and never comes back from a comment without an end.
  const lines = `${text}\n`.replaceAll(/\r?\n/gu, "\r\n");
  const lockfile: typeof yarnpkgLockfile = requireCommonJs("@yarnpkg/lockfile");
  try {
    return lockfile.parse(lines, file).object;
  } catch (error) {
    // The parser ends its messages with "line:column in file", and counts lines from 1.
    const line = Number(/(\d+):\d+ in /u.exec(String(error))?.[1] ?? 1);
    throw malformedLockfile(file, { line, reason: "it is not in the format of Yarn 1", cause: error });
  }
}

function lineOf(text: string, descriptor: string): number {
  return placeAt(text, Math.max(0, text.indexOf(descriptor))).line;
}
