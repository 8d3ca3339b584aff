import type { StagedEntry } from "@lambda-pack/model";
import type { TarEntryData } from "archiver";

import { stagedTime } from "../outputs/earlier-run.ts";

/** What archiver hands on to its engine, tar-stream, beside what its types name. */
export interface TarEntry extends TarEntryData {
  readonly linkname?: string;
  /** Records of a PAX header; a header is written wherever there are some or none, only not where this is absent. */
  readonly pax?: Readonly<Record<string, string>>;
}

/** How archiver is told of an entry. User and group are 0 and have no names, because none are given. */
export function tarEntry(entry: StagedEntry): TarEntry {
  const shared = { name: exactName(entry.path), date: stagedTime };
  if (entry.kind === "file") return { ...shared, type: "file", mode: entry.mode };
  const link = { ...shared, type: "symlink", mode: 0o777, linkname: entry.target } as const;
  return isAscii(entry.target) ? link : { ...link, pax: {} };
}

/** archiver takes `node:` of `node:fs/a.js` for a drive of Windows and drops it, unless it stands behind a `./`. */
function exactName(path: string): string {
  return /^\w+:/.test(path) ? `./${path}` : path;
}

/** tar-stream writes a PAX header for names that are not ASCII, whose encoding a plain header leaves open; not for links' targets. */
function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
