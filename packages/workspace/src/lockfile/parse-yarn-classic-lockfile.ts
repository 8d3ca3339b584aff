import { isPackError, type LockedPackage } from "@lambda-pack/model";
import lockfile from "@yarnpkg/lockfile";
import { placeAt } from "../manifest/find-json-fault.ts";
import { isJsonObject } from "../manifest/parse-json-object.ts";
import type { LockedPackages } from "./lockfile-parser.ts";
import { malformedLockfile } from "./malformed-lockfile.ts";

/** yarn.lock of Yarn 1; undefined for one of Yarn 2 and newer, which has another format under the same name. */
export function parseYarnClassicLockfile(text: string, file: string): LockedPackages | undefined {
  // The parser would merge both sides in silence, and what is installed can only be one of them.
  const conflict = /^(?:<{7}|={7}|>{7})(?= |$)/m.exec(text);
  if (conflict !== null) {
    throw malformedLockfile(file, placeAt(text, conflict.index).line, "it holds a merge conflict");
  }
  if (/^__metadata:/m.test(text)) return undefined;

  const byDescriptor = new Map<string, LockedPackage>();
  for (const [descriptor, entry] of Object.entries(parseText(text, file))) {
    const version = isJsonObject(entry) ? entry["version"] : undefined;
    if (typeof version !== "string") {
      throw malformedLockfile(file, lineOf(text, descriptor), `"${descriptor}" has no version`);
    }
    byDescriptor.set(descriptor, { version, os: [], cpu: [], libc: [] });
  }
  return { byDescriptor, byLocation: new Map() };
}

function parseText(text: string, file: string): object {
  try {
    return lockfile.parse(text, file).object;
  } catch (error) {
    if (isPackError(error) || !(error instanceof Error)) throw error;
    // The parser ends its messages with "line:column in file", and counts lines from 1.
    const place = /(\d+):\d+ in /.exec(error.message);
    throw malformedLockfile(file, Number(place?.[1] ?? 1), "it is not in the format of Yarn 1");
  }
}

function lineOf(text: string, descriptor: string): number {
  return placeAt(text, Math.max(0, text.indexOf(descriptor))).line;
}
