import { createRequire } from "node:module";
import type { LockedPackage } from "@lambda-pack/model";
import type * as yarnpkgLockfile from "@yarnpkg/lockfile";
import { placeAt } from "../manifest/find-json-fault.ts";
import { isJsonObject } from "../manifest/parse-json-object.ts";
import type { LockedPackages } from "./lockfile-parser.ts";
import { malformedLockfile } from "./malformed-lockfile.ts";

// Its bundle marks itself as a translated ES module: what an import of it gives differs between Node and bundlers.
const lockfile: typeof yarnpkgLockfile = createRequire(import.meta.url)("@yarnpkg/lockfile");

/** yarn.lock of Yarn 1; undefined for one of Yarn 2 and newer, which has another format under the same name. */
export function parseYarnClassicLockfile(text: string, file: string): LockedPackages | undefined {
  // The parser would merge both sides in silence, and what is installed can only be one of them.
  const conflict = /^(?:<{7}|={7}|>{7})(?= |$)/m.exec(text);
  if (conflict !== null) {
    throw malformedLockfile(file, placeAt(text, conflict.index).line, { reason: "it holds a merge conflict" });
  }
  if (/^__metadata:/m.test(text)) return undefined;

  checkLines(text, file);
  const byDescriptor = new Map<string, LockedPackage>();
  for (const [descriptor, entry] of Object.entries(parseText(text, file))) {
    const version = isJsonObject(entry) ? entry["version"] : undefined;
    if (typeof version !== "string") {
      throw malformedLockfile(file, lineOf(text, descriptor), { reason: `"${descriptor}" has no version` });
    }
    byDescriptor.set(descriptor, { version, os: [], cpu: [], libc: [] });
  }
  return { byDescriptor, byLocation: new Map() };
}

/**
 * Faults whose line the parser does not tell. A quote that is not closed, as in a file that was cut off, even keeps it busy
 * until its memory is full.
 */
function checkLines(text: string, file: string): void {
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*#/.test(line)) continue;
    if (line.replaceAll(/"(?:[^"\\]|\\.)*"/g, "").includes('"')) {
      throw malformedLockfile(file, index + 1, { reason: "a quote is not closed" });
    }
    const spaces = /^ */.exec(line)?.[0].length ?? 0;
    if (spaces % 2 === 1) throw malformedLockfile(file, index + 1, { reason: "the indentation is wrong" });
  }
}

function parseText(text: string, file: string): object {
  // The parser counts lines right only where they end as on Windows, and never comes back from a comment without an end.
  const lines = `${text}\n`.replaceAll(/\r?\n/g, "\r\n");
  try {
    return lockfile.parse(lines, file).object;
  } catch (error) {
    // The parser ends its messages with "line:column in file", and counts lines from 1.
    const line = Number(/(\d+):\d+ in /.exec(String(error))?.[1] ?? 1);
    throw malformedLockfile(file, line, { reason: "it is not in the format of Yarn 1", cause: error });
  }
}

function lineOf(text: string, descriptor: string): number {
  return placeAt(text, Math.max(0, text.indexOf(descriptor))).line;
}
