import { dirname } from "node:path";

import type { FileSystem } from "../disk/file-system.ts";
import { indexFileOf } from "../reuse/index-file.ts";
import { encodeTable } from "../reuse/table.ts";

/**
 * What a run is about to put in an output's place. It is written before, and the index after that, so that a run that is killed
 * in between leaves nothing that no later run knows.
 */
export interface Claim {
  /** Of an archive. SHA-256 in hex. */
  readonly archive?: { readonly size: number; readonly sha256: string };
  /** Numbers of the inodes that a staging directory may have. */
  readonly directories?: readonly number[];
  /** Of a staging directory: all that an earlier run or this one has put into it. */
  readonly paths?: Iterable<string>;
}

export interface ClaimPlace {
  /** Absolute path of the archive or staging directory. */
  readonly output: string;
  /** Absolute path of the directory of outputs. */
  readonly pool: string | undefined;
  readonly fs: FileSystem;
}

/** Where a claim lies, beside the index. */
export function claimFileOf(output: string, pool: string | undefined): string {
  return `${indexFileOf(output, pool)}.claim`;
}

/** Without a directory of outputs there is none. That it cannot be written is no failure. */
export async function writeClaim(claim: Claim, { output, pool, fs }: ClaimPlace): Promise<void> {
  if (pool === undefined) return;
  const file = claimFileOf(output, pool);
  await Promise.allSettled([write()]);

  async function write(): Promise<void> {
    await fs.mkdir(dirname(file), { recursive: true });
    // What is there may be a link: it is replaced, and never written through.
    await fs.rm(file, { force: true });
    await fs.writeFile(file, encodeClaim(claim), { flag: "wx" });
  }
}

/** The index says it now. */
export async function removeClaim({ output, pool, fs }: ClaimPlace): Promise<void> {
  if (pool !== undefined) await Promise.allSettled([fs.rm(claimFileOf(output, pool), { force: true })]);
}

/** An archive whose contents no later run takes has no more of an index than this. */
export async function keepClaim({ output, pool, fs }: ClaimPlace): Promise<void> {
  if (pool !== undefined) await Promise.allSettled([fs.rename(claimFileOf(output, pool), indexFileOf(output, pool))]);
}

function encodeClaim({ paths = [], ...header }: Claim): Buffer {
  return encodeTable({ header, texts: [...paths], columns: new Map() });
}
