import { crc32 } from "node:zlib";
import type { Bundle, BundleFile, OpenedBundle } from "@lambda-pack/model";

/** One of two bundles that are compared. */
export interface Side {
  readonly bundle: Bundle;
  /** CRC-32 of a file's content: as the zip has it, else of what is read, once for each file. */
  readonly checksum: (file: BundleFile) => Promise<number>;
}

/** Both of them, in the order in which they were given. */
export type Sides = readonly [Side, Side];

export function sideOf({ bundle, read }: OpenedBundle): Side {
  const known = new Map<BundleFile, Promise<number>>();
  const readChecksum = async (file: BundleFile) => crc32(await read(file));
  return {
    bundle,
    checksum: async (file) => {
      if (file.zipped !== undefined) return file.zipped.crc32;
      const checksum = known.get(file) ?? readChecksum(file);
      known.set(file, checksum);
      return checksum;
    },
  };
}
