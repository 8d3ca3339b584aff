import { join } from "node:path";

import { diskFileSystem } from "@lambda-pack/archive";
import type { Archive, StagedEntry } from "@lambda-pack/model";

import { writeTar } from "../../src/tar/write-tar.ts";
import type { TarOptions } from "../../src/tar/write-tar.ts";
import { tree } from "@lambda-pack/test-support/disk/tree";

/** An entry that need not be on any disk; without content it is a link. */
export type TarSpec =
  | { readonly path: string; readonly content: string | Buffer; readonly mode?: 0o644 | 0o755 }
  | { readonly path: string; readonly target: string };

/** Writes entries in the order given to `bundle.tar` or `bundle.tar.gz` of a new directory. */
export async function tarOf(specs: readonly TarSpec[], options: Partial<TarOptions> = {}): Promise<Archive> {
  const format = options.format ?? "tar";
  return writeSpecs(join(tree({}), `bundle.${format}`), specs, { fs: diskFileSystem, format, ...options });
}

/** Writes entries as writeBundle does. */
export async function writeSpecs(file: string, specs: readonly TarSpec[], options: TarOptions): Promise<Archive> {
  const sink = await writeTar(file, options);
  try {
    for (const spec of specs) await sink.add(...entryOf(spec));
    const archive = await sink.finish();
    await sink.commit();
    await sink.close();
    return archive;
  } catch (error) {
    await sink.abort();
    throw error;
  }
}

export function entryOf(spec: TarSpec): [StagedEntry, readonly Buffer[] | undefined] {
  if ("target" in spec) return [{ kind: "link", ...spec }, undefined];
  const content = Buffer.from(spec.content);
  const facts = { size: content.length, mtimeMs: 0, ctimeMs: 0, ino: 0, dev: 0, source: "" };
  return [{ kind: "file", path: spec.path, mode: spec.mode ?? 0o644, ...facts }, [content]];
}
