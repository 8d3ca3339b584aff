import type { BundleFile } from "@lambda-pack/model";

const STORED = 0;
const DEFLATED = 8;

/** Whether the file can be read: Node.js has no way to unpack what other methods have compressed (APPNOTE 4.4.5). */
export function isReadable({ zipped }: Pick<BundleFile, "zipped">): boolean {
  return zipped === undefined || zipped.method === STORED || zipped.method === DEFLATED;
}
