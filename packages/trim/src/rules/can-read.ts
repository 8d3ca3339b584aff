import type { BundleFile } from "@lambda-pack/model";
import { isReadable, MAX_SCRIPT_BYTES } from "@lambda-pack/scan";

/** What cannot be read may load anything, so that its package is kept whole. */
export function canRead(file: BundleFile): boolean {
  return isReadable(file) && file.size <= MAX_SCRIPT_BYTES;
}
