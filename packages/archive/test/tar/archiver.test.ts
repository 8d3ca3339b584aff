import { hash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

import { TarArchive } from "archiver";
import type { TarEntryData } from "archiver";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { tree } from "@lambda-pack/test-support/disk/tree";
import { anyTarSpecs } from "./any-tar-specs.ts";
import { readTar } from "./read-tar.ts";
import type { ReadTarEntry } from "./read-tar.ts";
import { tarOf } from "./tar-of.ts";
import type { TarSpec } from "./tar-of.ts";

/** What archiver hands on to its engine, tar-stream, beside what its types name. */
interface LinkData extends TarEntryData {
  readonly linkname?: string;
}

/** The same entries, written by archiver. */
async function writeWithArchiver(specs: readonly TarSpec[], gzip: boolean): Promise<string> {
  const file = join(tree({}), gzip ? "bundle.tar.gz" : "bundle.tar");
  const archive = new TarArchive(gzip ? { gzip } : {});
  const written = pipeline(archive, createWriteStream(file));
  for (const spec of specs) {
    const shared = { name: spec.path, date: new Date("1980-01-01") };
    const data: LinkData =
      "target" in spec
        ? { ...shared, type: "symlink", mode: 0o777, linkname: spec.target }
        : { ...shared, type: "file", mode: spec.mode ?? 0o644 };
    archive.append("target" in spec ? Buffer.alloc(0) : Buffer.from(spec.content), data);
  }
  await archive.finalize();
  await written;
  return file;
}

/** All that a reader knows of an entry, but for the extended header, which archiver writes more into, and for places. */
function factsOf({ header, content }: ReadTarEntry): object {
  const { name, type, mode, size, linkname, mtime, uid, gid, uname, gname, devmajor, devminor } = header;
  const owner = { uid, gid, uname, gname };
  return { name, type, mode, size, linkname, mtime, owner, devmajor, devminor, sha256: hash("sha256", content) };
}

test.each(["tar", "tar.gz"] as const)("a %s holds the entries that archiver writes", async (format) => {
  await fc.assert(
    fc.asyncProperty(anyTarSpecs.filter(areNamesKept), async (specs) => {
      const ours = await readTar((await tarOf(specs, { format })).file);
      const theirs = await readTar(await writeWithArchiver(specs, format === "tar.gz"));
      expect(ours.map(factsOf)).toEqual(theirs.map(factsOf));
    }),
    { numRuns: 30 },
  );
});

/** archiver takes `node:` of `node:fs/a.js` for a drive of Windows and drops it. */
function areNamesKept(specs: readonly TarSpec[]): boolean {
  return specs.every(({ path }) => !/^\w+:/u.test(path));
}
