import { hash } from "node:crypto";
import { readUnchanged } from "@lambda-pack/archive";
import { filesByPath } from "@lambda-pack/model";
import type { OpenedBundle, Staging, StagedFile } from "@lambda-pack/model";
import type { SourceFileSystem } from "@lambda-pack/workspace";

/** The files of a planned bundle where they are installed. */
export interface OpenedSources extends Pick<OpenedBundle, "read"> {
  /** SHA-256 in base64url of a file, where it is known: it has been read, or the disk says that an earlier pack has. */
  readonly digestOf: (file: { readonly path: string }) => string | undefined;
  /** The digests of all files that were read or asked for, by their paths. */
  readonly digests: ReadonlyMap<string, string>;
}

export interface SourcesRequest {
  readonly source: SourceFileSystem;
  /** What is known of files that are not read. Without it, no digest is known. */
  readonly knownDigest?: ((file: StagedFile) => string | undefined) | undefined;
}

export function openSources({ entries }: Pick<Staging, "entries">, request: SourcesRequest): OpenedSources {
  const { source, knownDigest } = request;
  const files = filesByPath(entries);
  const digests = new Map<string, string>();
  const fileAt = (path: string): StagedFile => {
    const file = files.get(path);
    if (file === undefined) throw new Error(`The plan has no file ${path}`);
    return file;
  };
  return {
    digests,
    read: async ({ path }) => {
      const content = readUnchanged(fileAt(path), source);
      if (knownDigest !== undefined) digests.set(path, hash("sha256", content, "base64url"));
      return content;
    },
    digestOf: ({ path }) => {
      const file = digests.has(path) ? undefined : files.get(path);
      const digest = file && knownDigest?.(file);
      if (digest !== undefined) digests.set(path, digest);
      return digests.get(path);
    },
  };
}
